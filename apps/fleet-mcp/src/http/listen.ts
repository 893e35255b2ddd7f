import { once } from "node:events";
import type { Server } from "node:http";
import { StartError } from "../start-error.ts";
import { systemCode } from "../system-code.ts";

/** Node's 511 would make clients that connect all at once wait for a second try. */
const backlog = 4096;

/** Where it listens, as written in an address. Throws StartError when it cannot. */
export async function listen(http: Server, host: string, port: number): Promise<string> {
  http.listen({ host, port, backlog });
  await once(http, "listening").catch((error: unknown) => {
    throw new StartError(whyNot(error, host, port), { cause: error });
  });
  const bound = http.address();
  const boundPort = typeof bound === "object" && bound ? bound.port : port;
  return `${host.includes(":") ? `[${host}]` : host}:${boundPort}`;
}

function whyNot(error: unknown, host: string, port: number): string {
  const code = systemCode(error);
  if (code === "EADDRINUSE") {
    return `Port ${port} of ${host} is in use: choose another with --port or FLEET_MCP_PORT.`;
  }
  if (code === "EACCES") return `Port ${port} needs more rights: choose one above 1023 with --port or FLEET_MCP_PORT.`;
  return `Listening on port ${port} of ${host} failed (${code ?? "unknown reason"}): check --host and --port.`;
}
