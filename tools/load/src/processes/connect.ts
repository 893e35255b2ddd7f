import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Transport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { CoderAddress } from "./coder-address.ts";
import { serverEnvironment, serverFile } from "./server-environment.ts";
import type { ServerOrder } from "./start-http-server.ts";

export interface Connection {
  readonly client: Client;
  /** Also ends the server when it was started for this connection. May be called again. */
  stop(): Promise<void>;
}

export interface StdioConnection extends Connection {
  /** Of the server. */
  readonly pid: number;
}

/** A client of a bundled server that is started for it. Node's own flags may be given, to profile it for instance. */
export async function connectOverStdio(
  coder: CoderAddress,
  { nodeFlags = [], env = {} }: Pick<ServerOrder, "nodeFlags" | "env"> = {},
): Promise<StdioConnection> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...nodeFlags, serverFile],
    env: { ...serverEnvironment(coder), ...env },
    stderr: "ignore",
  });
  const connection = await connect(transport);
  return { ...connection, pid: transport.pid ?? 0 };
}

/** A client of a server that runs already; several may be connected to the same. */
export const connectOverHttp = (url: string): Promise<Connection> =>
  connect(new StreamableHTTPClientTransport(new URL(url)));

async function connect(transport: Transport): Promise<Connection> {
  const client = new Client(
    { name: "fleet-mcp-load", version: "0.0.0" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(transport);
  return { client, stop: () => client.close() };
}
