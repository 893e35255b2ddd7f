import type { Clock } from "@fleet-mcp/models";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import { McpServer } from "@modelcontextprotocol/server";
import { registerTools } from "../src/register-tools.ts";
import { makeLog } from "./make-log.ts";
import { makeTools } from "./make-tools.ts";

/** An MCP client of a server with the real tools. */
export function connectTools({
  readOnly = false,
  clock = createFakeClock(),
}: { readonly readOnly?: boolean; readonly clock?: Clock } = {}) {
  const tools = makeTools({ readOnly, clock });
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    registerTools(server, tools, { log: makeLog(), clock });
    return server;
  };
  return connectClient(createServer, { era: "modern" });
}
