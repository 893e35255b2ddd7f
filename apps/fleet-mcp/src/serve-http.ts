import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Logger } from "@fleet-mcp/models";
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { McpServer } from "@modelcontextprotocol/server";
import type { Serving } from "./serving.ts";
import { StartError } from "./start-error.ts";

interface Endpoint {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly log: Logger;
}

const path = "/mcp";

/**
 * Serves Streamable HTTP to clients of either protocol era, on loopback. Requests for another host or from a web page elsewhere
 * are refused; a client that closes its response cancels its call. Throws StartError when it cannot listen.
 */
export async function serveHttp(createServer: () => McpServer, { host, port, log }: Endpoint): Promise<Serving> {
  const onerror = (error: Error) => log.warn("request could not be handled", { error });
  const handler = createMcpHandler(createServer, { onerror });
  const answer = toNodeHandler(handler, { onerror });
  const isOurHost = localhostHostValidation();
  const isOurOrigin = localhostOriginValidation();

  const http = createHttpServer((request, response) => {
    if (!isOurHost(request, response) || !isOurOrigin(request, response)) return;
    if (pathOf(request) === path) answer(request, response).catch(onerror);
    else answerNotFound(response);
  });
  const address = await listen(http, host, port);
  http.on("error", onerror);

  return {
    address: `http://${address}${path}`,
    ended: new Promise(() => {}),
    async close() {
      const closed = once(http, "close");
      http.close();
      await handler.close();
      // What is still open belongs to clients of 2025, whose calls end with their connection.
      http.closeAllConnections();
      await closed;
    },
  };
}

const pathOf = ({ url = "/" }: IncomingMessage): string => url.split("?", 1)[0] ?? url;

function answerNotFound(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: `There is nothing here. The MCP endpoint is ${path}.` }));
}

/** Where it listens, as written in an address. */
async function listen(http: Server, host: string, port: number): Promise<string> {
  http.listen({ host, port });
  await once(http, "listening").catch((error: unknown) => {
    throw new StartError(whyNot(error, host, port), { cause: error });
  });
  const bound = http.address();
  const boundPort = typeof bound === "object" && bound ? bound.port : port;
  return `${host.includes(":") ? `[${host}]` : host}:${boundPort}`;
}

function whyNot(error: unknown, host: string, port: number): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `Port ${port} of ${host} is in use: choose another with --port or FLEET_MCP_PORT.`;
  }
  if (code === "EACCES") return `Port ${port} needs more rights: choose one above 1023 with --port or FLEET_MCP_PORT.`;
  return `Listening on port ${port} of ${host} failed (${String(code ?? "unknown reason")}): check --host and --port.`;
}
