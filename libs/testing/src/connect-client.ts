import { Client, InMemoryTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Transport } from "@modelcontextprotocol/client";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { McpServer } from "@modelcontextprotocol/server";

/**
 * An MCP client connected to a server in this process, without a socket. `modern` makes a new server per request, as over
 * HTTP; `legacy` speaks the 2025 revisions with one server.
 */
export async function connectClient(
  createServer: () => McpServer,
  { era }: { readonly era: "modern" | "legacy" },
): Promise<{ readonly client: Client; close(): Promise<void> }> {
  const client = new Client(
    { name: "fleet-mcp-test", version: "0.0.0" },
    { versionNegotiation: { mode: era === "modern" ? { pin: "2026-07-28" } : "legacy" } },
  );
  const server = era === "modern" ? handleRequests(createServer) : await linkInMemory(createServer());
  await client.connect(server.transport);
  return {
    client,
    async close() {
      await client.close();
      await server.close();
    },
  };
}

interface Connected {
  readonly transport: Transport;
  close(): Promise<void>;
}

function handleRequests(createServer: () => McpServer): Connected {
  const handler = createMcpHandler(createServer);
  const transport = new StreamableHTTPClientTransport(new URL("http://127.0.0.1/mcp"), {
    fetch: (url, init) => handler.fetch(new Request(url, init)),
  });
  return { transport, close: handler.close };
}

async function linkInMemory(server: McpServer): Promise<Connected> {
  const [transport, serverTransport] = InMemoryTransport.createLinkedPair();
  await server.connect(serverTransport);
  return { transport, close: () => server.close() };
}
