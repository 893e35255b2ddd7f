import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Transport } from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldHttpTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport as OldTransport } from "@modelcontextprotocol/sdk/shared/transport.js";

const identity = { name: "fleet-mcp-test", version: "0.0.0" };

/** A client of the current protocol revision. */
export async function connectModern(transport: Transport): Promise<Client> {
  const client = new Client(identity, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
  await client.connect(transport);
  return client;
}

/** A client made with the SDK of 2025, which knows nothing of the current revision. */
export async function connectOld(transport: OldTransport): Promise<OldClient> {
  const client = new OldClient(identity);
  await client.connect(transport);
  return client;
}

export const modernHttp = (url: string): Transport => new StreamableHTTPClientTransport(new URL(url));
export const oldHttp = (url: string): OldTransport => new OldHttpTransport(new URL(url));
