import type { IncomingMessage, ServerResponse } from "node:http";
import type { Access } from "../access/access.ts";
import type { Caller } from "../access/caller.ts";
import { answer, refuse } from "./answer.ts";
import { mcpPath } from "./mcp-path.ts";
import type { Readiness } from "./readiness-probe.ts";

export interface Metrics {
  readonly contentType: string;
  readonly text: string;
}

interface Parts {
  readonly access: Access;
  readonly isClosing: () => boolean;
  readonly probe: () => Promise<Readiness>;
  readonly metrics: (() => Promise<Metrics>) | undefined;
  readonly mcp: (caller: Caller, request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Which request is answered by what, and who must have a token for it. */
export function createRoutes({ access, isClosing, probe, metrics, mcp }: Parts) {
  return async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isClosing()) return refuse(response, 503, "The server is stopping.", { connection: "close" });
    const path = pathOf(request);
    if (path === "/healthz" && isRead(request, response)) return answer(response, 200, { status: "ok" });
    if (path === "/readyz" && isRead(request, response)) return await answerReadiness(request, response);
    if (path === mcpPath) return await withCaller(request, response, (caller) => mcp(caller, request, response));
    if (path === "/metrics" && metrics && isRead(request, response)) {
      return await withCaller(request, response, () => answerMetrics(metrics, response));
    }
    if (!response.headersSent) refuse(response, 404, `There is nothing here. The MCP endpoint is ${mcpPath}.`);
  };

  /** Only who may use the server learns why it is not ready. */
  async function answerReadiness({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { ready, reason = "Coder cannot be used." } = await probe();
    if (ready) return answer(response, 200, { ready });
    const mayKnow = access.identify(headers.authorization) !== undefined;
    answer(response, 503, { ready, reason: mayKnow ? reason : "Coder is not reachable." });
  }

  async function withCaller(
    { headers: { authorization } }: IncomingMessage,
    response: ServerResponse,
    next: (caller: Caller) => Promise<void>,
  ): Promise<void> {
    const caller = access.identify(authorization);
    if (caller) return await next(caller);
    const why = authorization === undefined ? "A token is needed" : "The token is not known";
    const challenge = authorization === undefined ? realm : `${realm}, error="invalid_token"`;
    const error = `${why}: send the header "Authorization: Bearer TOKEN" with one of this server's tokens.`;
    refuse(response, 401, error, { "www-authenticate": challenge });
  }
}

const realm = 'Bearer realm="fleet-mcp"';

async function answerMetrics(metrics: () => Promise<Metrics>, response: ServerResponse): Promise<void> {
  const { contentType, text } = await metrics();
  response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" });
  response.end(text);
}

const pathOf = ({ url = "/" }: IncomingMessage): string => url.split("?", 1)[0] ?? url;

function isRead({ method }: IncomingMessage, response: ServerResponse): boolean {
  if (method === "GET" || method === "HEAD") return true;
  refuse(response, 405, "Only GET is served here.", { allow: "GET, HEAD" });
  return false;
}
