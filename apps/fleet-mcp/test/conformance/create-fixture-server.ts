import { McpServer } from "@modelcontextprotocol/server";
import { registerAskingFixtures } from "./asking-fixtures.ts";
import { registerContentFixtures } from "./content-fixtures.ts";
import { registerPromptFixtures } from "./prompt-fixtures.ts";
import { registerResourceFixtures } from "./resource-fixtures.ts";
import { stateCodec } from "./state-codec.ts";

/** A server with everything the conformance suite calls by name; it has no product in it, only what MCP can carry. */
export function createFixtureServer(): McpServer {
  const server = new McpServer(
    { name: "fleet-mcp-conformance", version: "0.0.0" },
    {
      capabilities: {
        tools: { listChanged: false },
        prompts: { listChanged: false },
        resources: { listChanged: false, subscribe: true },
        completions: {},
        logging: {},
      },
      requestState: { verify: stateCodec.verify },
    },
  );
  registerContentFixtures(server);
  registerAskingFixtures(server);
  registerResourceFixtures(server);
  registerPromptFixtures(server);
  return server;
}
