import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { Server } from "node:http";
import { systemClock } from "@fleet-mcp/coder-client";
import type { Clock, Logger } from "@fleet-mcp/models";
import type { OnAlertsChanged } from "@fleet-mcp/tools";
import type { McpServer } from "@modelcontextprotocol/server";
import type { Access } from "./access/access.ts";
import type { Caller } from "./access/caller.ts";
import { refuse } from "./http/answer.ts";
import { listen } from "./http/listen.ts";
import { createMcpEndpoint } from "./http/mcp-endpoint.ts";
import { mcpPath } from "./http/mcp-path.ts";
import { createReadinessProbe } from "./http/readiness-probe.ts";
import type { Readiness } from "./http/readiness-probe.ts";
import { createRefusals } from "./http/refusals.ts";
import type { RefusalStatus } from "./http/refusals.ts";
import { createRoutes } from "./http/routes.ts";
import type { Metrics } from "./http/routes.ts";
import { createSourceCheck } from "./http/source-check.ts";
import { timeLimits } from "./http/time-limits.ts";
import type { TimeLimits } from "./http/time-limits.ts";
import type { Serving } from "./serving.ts";

export interface HttpOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly log: Logger;
  readonly access: Access;
  /** Asked for /readyz, at most every 5 s. */
  readonly readiness: () => Promise<Readiness>;
  /** Without it there is no /metrics. */
  readonly metrics?: (() => Promise<Metrics>) | undefined;
  /** Told of each request that is refused for who sends it or how many there are. */
  readonly onRefused?: (status: RefusalStatus) => void;
  readonly onAlertsChanged?: OnAlertsChanged;
  readonly clock?: Clock;
  readonly times?: Partial<TimeLimits>;
}

const maxHeaderBytes = 16 * 1024;

/**
 * Serves Streamable HTTP to clients of either protocol era, with /healthz, /readyz and /metrics beside it. Requests without a token,
 * where one is needed, and from web pages elsewhere are refused; a client that closes its response cancels its call. Closing lets
 * running calls finish for `times.graceMs`. Throws StartError when it cannot listen.
 */
export async function serveHttp(
  serverFor: (caller: Caller) => McpServer,
  {
    host,
    port,
    log,
    access,
    readiness,
    metrics,
    onRefused,
    onAlertsChanged,
    clock = systemClock,
    times: given,
  }: HttpOptions,
): Promise<Serving> {
  const times = { ...timeLimits, ...given };
  let isClosing = false;
  const endpoint = createMcpEndpoint({ serverFor, access, log, clock, onAlertsChanged });
  const probe = createReadinessProbe(readiness, clock, times.readinessMs);
  const route = createRoutes({ access, isClosing: () => isClosing, probe, metrics, mcp: endpoint.handle });
  const refusals = createRefusals({ log, clock, onRefused });
  const isFromHere = createSourceCheck(access);

  const http = createLimitedServer(times);
  http.on("request", (request, response) => {
    refusals.watch(response);
    // A connection is kept for the next request only while there may be one.
    response.once("close", () => isClosing && setImmediate(() => http.closeIdleConnections()));
    if (!isFromHere(request, response)) return;
    route(request, response).catch((error: unknown) => {
      log.error("request failed", { error });
      refuse(response, 500, "The server failed to answer. Its log says why.");
    });
  });
  const address = await listen(http, host, port);
  http.on("error", (error) => log.warn("HTTP server failed", { error }));

  return {
    address: `http://${address}${mcpPath}`,
    ended: new Promise(() => {}),
    async close() {
      isClosing = true;
      const closed = once(http, "close");
      http.close();
      await endpoint.close(times.graceMs);
      // What is still open belongs to clients of 2025, whose calls end with their connection.
      http.closeAllConnections();
      await closed;
    },
  };
}

/** All its time limits are for requests that arrive: answers may take as long as they need. */
function createLimitedServer({ headersMs, requestMs, idleMs, checkMs }: TimeLimits): Server {
  return createHttpServer({
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: checkMs,
  });
}
