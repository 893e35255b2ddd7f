import { isInterrupt } from "../agent-api/agent-api.ts";
import { authenticate } from "../http/authenticate.ts";
import { htmlPage, text } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimRequest } from "../http/sim-request.ts";
import { latestBuild } from "../world/sim-workspace.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { answerApp } from "./answer-app.ts";

const appPath = /^\/(?:@|%40)([^/]+)\/([^/.]+)(?:\.([^/]+))?\/apps\/([^/]+)\/?(.*)$/i;

export const isAppPath = (path: string): boolean => appPath.test(path);

const notFound = (description: string) => htmlPage(404, "Application Not Found", description);
const unknown =
  "The application or workspace you are trying to access does not exist or you do not have permission to access it.";

/** `/@{owner}/{workspace}.{agent}/apps/{slug}/…`: refuses in HTML, passes on what it can to AgentAPI. */
export async function appProxy(world: World, request: SimRequest, path: string): Promise<SimAnswer> {
  const [, ownerWord = "", workspaceWord = "", agentWord, slug, endpoint = ""] = appPath.exec(path) ?? [];
  const { user, isCookie } = authenticate(world.users, request);
  if (user === undefined) return toLogin(world, path);
  if (ownerWord === "me") return notFound("Applications must be accessed with the full username, not @me.");

  const owner = world.findUser(decodeURIComponent(ownerWord));
  const workspace = owner && (world.findByName(owner, workspaceWord) ?? world.workspaces.get(workspaceWord));
  // Path-based apps are for the workspace's owner alone, administrators included.
  if (workspace === undefined || workspace.isDeleted || owner !== user || slug !== "ai") return notFound(unknown);
  const build = latestBuild(workspace);
  if (build.transition !== "start") return offline(build.transition);
  const { agent } = build;
  if (agent === undefined || (agentWord !== undefined && !["main", agent.id].includes(agentWord))) {
    return notFound(unknown);
  }
  if (agent.status !== "connected") return unavailable(agent.status);
  world.use(workspace);
  // A token in a header goes on into the workspace, where any code can read it.
  if (!isCookie) world.journal.leakedToken();
  if (agent.api === undefined) return badGateway(agent.appPort);
  if (build.version.behaviour.refusesHosts) return text(400, "Invalid host header. Allowed hosts: localhost\n");
  return answerApp(endpoint, { world, api: agent.api, request, ...tellers(world, workspace) });
}

function tellers({ journal }: World, workspace: SimWorkspace) {
  return {
    onPrompt: (prompt: string) => journal.prompt(workspace, prompt, "message"),
    onKeys: (keys: string) => {
      if (isInterrupt(keys)) journal.interrupt(workspace);
    },
  };
}

function toLogin({ baseUrl }: World, path: string): SimAnswer {
  const message = "You are signed out or your session has expired. Please sign in again to continue.";
  const location = `${baseUrl}/login?${new URLSearchParams({ message, redirect: path })}`;
  const body = `<a href="${location.replaceAll("&", "&amp;")}">See Other</a>.\n\n`;
  return { status: 303, headers: { "content-type": "text/html; charset=utf-8", location }, body };
}

const offline = (transition: string) =>
  htmlPage(
    400,
    "Workspace Offline",
    `Last workspace transition was to the "${transition}" state. Start the workspace to access its applications.`,
  );

const unavailable = (status: string) =>
  htmlPage(404, "Application Unavailable", `Agent state is "${status}", not "connected"`);

const badGateway = (port: number) =>
  htmlPage(
    502,
    "Bad Gateway",
    `Failed to proxy request to application: dial context: connect tcp [fd00::1]:${port}: connection was refused`,
  );
