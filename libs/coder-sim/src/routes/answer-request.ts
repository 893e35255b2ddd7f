import { authenticate } from "../http/authenticate.ts";
import { createRateLimiter } from "../http/rate-limiter.ts";
import { empty, htmlPage, refusal, routeMissing, text } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimRequest } from "../http/sim-request.ts";
import type { World } from "../world/world.ts";
import { agentsRoutes } from "./agents-routes.ts";
import { appProxy, isAppPath } from "./app-proxy.ts";
import { buildsRoutes } from "./builds-routes.ts";
import { chatsRoutes } from "./chats-routes.ts";
import { createMatcher } from "./match-route.ts";
import { notificationsRoutes } from "./notifications-routes.ts";
import { buildInfo, serverRoutes } from "./server-routes.ts";
import { pauseRoutes, tasksRoutes } from "./tasks-routes.ts";
import { templatesRoutes } from "./templates-routes.ts";
import { usersRoutes } from "./users-routes.ts";
import { workspacesRoutes } from "./workspaces-routes.ts";

const mounts = ["/api/v2/", "/api/experimental/"] as const;
const signedOut = "You are signed out or your session has expired. Please sign in again to continue.";

/** The deployment without its faults: rate limit, who asks, route. */
export function createAnswerer(world: World, rateLimit: number) {
  const { traits, timeline } = world;
  const count = createRateLimiter(rateLimit);
  const taskRoutes = [...(traits.hasTasks ? tasksRoutes : []), ...(traits.canPauseTasks ? pauseRoutes : [])];
  const chatsAt = (mount: string) => (traits.chatsMount === mount ? chatsRoutes : []);
  const matchers = {
    "/api/v2/": createMatcher([
      ...serverRoutes,
      ...usersRoutes,
      ...templatesRoutes,
      ...workspacesRoutes,
      ...buildsRoutes,
      ...agentsRoutes,
      ...notificationsRoutes,
      ...taskRoutes,
      ...chatsAt("/api/v2/"),
    ]),
    "/api/experimental/": createMatcher([...taskRoutes, ...chatsAt("/api/experimental/")]),
  };

  return async function answer(request: SimRequest): Promise<SimAnswer> {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    if (pathname === "/healthz") return text(200, "OK");
    const mount = mounts.find((prefix) => pathname.startsWith(prefix));
    const isApp = isAppPath(pathname);
    if (mount === undefined && !isApp) return htmlPage(200, "Coder", "The simulated Coder has no web page.");

    const credentials = authenticate(world.users, request);
    const limit = count(rateKey(credentials.user?.id), pathname, timeline.now());
    const verdict = limit.isRefused ? tooMany() : await passed();
    return { ...verdict, headers: { ...verdict.headers, ...limit.headers } };

    function passed(): SimAnswer | Promise<SimAnswer> {
      if (mount === undefined) return appProxy(world, request, pathname);
      const path = pathname.slice(mount.length);
      if (path === "buildinfo" && request.method === "GET") return buildInfo(world);
      const match = matchers[mount](request.method, path);
      if (match.kind === "none") return routeMissing();
      if (match.kind === "wrong method") return empty(405);
      const { user: caller, token, isCookie } = credentials;
      if (caller === undefined) return refusal(401, signedOut, { detail: tokenTrouble(token) });
      // Browsers send cookies by themselves, so Coder wants proof that it was meant.
      if (isCookie && request.method !== "GET" && request.headers["coder-session-token"] !== token) {
        return text(400, "Something is wrong with your CSRF token. Please refresh the page.\n");
      }
      const { route, segments } = match;
      return route.answer({ world, caller, segments, query: searchParams, request });
    }
  };

  function rateKey(userId: string | undefined): string {
    return traits.limitsRateBy === "user" ? (userId ?? "anonymous") : "loopback";
  }

  function tooMany(): SimAnswer {
    return refusal(429, `You've been rate limited for sending more than ${rateLimit} requests in 1m0s.`);
  }
}
export type Answerer = ReturnType<typeof createAnswerer>;

const tokenTrouble = (token: string | undefined) =>
  token === undefined ? 'Cookie "coder_session_token" or query parameter must be provided.' : "API key is invalid.";
