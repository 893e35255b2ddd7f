import type { Clock } from "@fleet-mcp/models";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import { McpServer } from "@modelcontextprotocol/server";
import { createTools } from "../src/create-tools.ts";
import type { ToolServices } from "../src/create-tools.ts";
import { registerTools } from "../src/register-tools.ts";
import { makeLog } from "./make-log.ts";
import { makeServices } from "./make-services.ts";

interface Setup {
  readonly readOnly?: boolean;
  readonly clock?: Clock;
  readonly services?: ToolServices;
}

/** An MCP client of a server with the real tools. */
export function connectTools({
  readOnly = false,
  clock = createFakeClock(),
  services = makeServices({ clock }),
}: Setup = {}) {
  const tools = createTools(services, { readOnly });
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    registerTools(server, tools, { log: makeLog(), clock });
    return server;
  };
  return connectClient(createServer, { era: "modern" });
}
