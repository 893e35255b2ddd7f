import { createFakeClock } from "@fleet-mcp/testing";
import type { Services } from "@fleet-mcp/services";
import type { ToolDefinition } from "@fleet-mcp/tools";
import { createAccess } from "../src/access/access.ts";
import type { NamedToken } from "../src/access/access.ts";
import type { Caller } from "../src/access/caller.ts";
import { createServer } from "../src/create-server.ts";
import { serveHttp } from "../src/serve-http.ts";
import type { HttpOptions } from "../src/serve-http.ts";
import type { Serving } from "../src/serving.ts";
import { makeLog } from "./make-log.ts";

const running: Serving[] = [];

interface Start extends Partial<HttpOptions> {
  readonly tools?: readonly ToolDefinition[] | ((caller: Caller) => readonly ToolDefinition[]);
  /** Without them there are no resources. */
  readonly services?: Services;
  readonly tokens?: readonly NamedToken[];
  /** Whether clients can subscribe to something, as they cannot yet. */
  readonly hasNews?: boolean;
  readonly limits?: { readonly requestsPerMinute?: number; readonly concurrentCalls?: number };
}

/** A server on a free port of loopback. It ends with the test file's `stopAll`; calls that still run get no time then. */
export async function startHttp({
  tools = [],
  services,
  tokens = [],
  hasNews = false,
  limits,
  ...options
}: Start = {}): Promise<Serving> {
  const host = options.host ?? "127.0.0.1";
  const toolsFor = typeof tools === "function" ? tools : () => tools;
  const serving = await serveHttp(
    (caller) => {
      const news = options.onAlertsChanged ? { onAlertsChanged: options.onAlertsChanged } : {};
      const resources = services ? { services, ...news } : {};
      const server = createServer({ tools: toolsFor(caller), ...resources, log: makeLog(), clock: createFakeClock() });
      if (hasNews) server.server.registerCapabilities({ tools: { listChanged: true } });
      return server;
    },
    {
      host,
      port: 0,
      log: makeLog(),
      access: createAccess(host, tokens, { requestsPerMinute: 600, concurrentCalls: 32, ...limits }),
      readiness: async () => ({ ready: true }),
      ...options,
      times: { graceMs: 0, ...options.times },
    },
  );
  running.push(serving);
  return serving;
}

export async function stopAll(): Promise<void> {
  await Promise.allSettled(running.splice(0).map((serving) => serving.close()));
}

/** As long as a real one. */
export const tokenOf = (name: string): string => name.padEnd(43, "-");
export const tokenFor = (name: string, rights: Caller["rights"] = "write"): NamedToken => ({
  name,
  rights,
  token: tokenOf(name),
});
