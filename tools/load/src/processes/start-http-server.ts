import type { CoderAddress } from "./coder-address.ts";
import { serverEnvironment, serverFile } from "./server-environment.ts";
import { startProcess } from "./started-process.ts";
import type { StartedProcess } from "./started-process.ts";

export interface ServerOrder {
  /** More flags of the server. */
  readonly flags?: readonly string[];
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
  /** More variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The bundled server over HTTP, on a free port of loopback; what it is ready with is its MCP address. */
export function startHttpServer(coder: CoderAddress, order: ServerOrder = {}): Promise<StartedProcess<string>> {
  return startProcess({
    title: "The server",
    args: [...(order.nodeFlags ?? []), serverFile, "--http", "--port", "0", ...(order.flags ?? [])],
    env: { ...serverEnvironment(coder), ...order.env },
    ready: (line) => /"address":"(http:[^"]+)"/.exec(line)?.[1],
  });
}
