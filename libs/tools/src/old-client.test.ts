import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import type { ConfirmOptions } from "@fleet-mcp/services";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { ClientCapabilities } from "@modelcontextprotocol/sdk/types.js";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { makeLog } from "../test/make-log.ts";
import { makeTool } from "../test/make-tool.ts";
import type { ToolDefinition } from "./define-tool.ts";
import { registerTools } from "./register-tools.ts";

// The SDK of 2025 holds every structured content against the output schema, also that of an error.
describe("registerTools, before the SDK of 2025", () => {
  it("answers with what that client can check", async () => {
    const client = await connect();
    await client.listTools();

    const result = await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await client.close();
    expect(result.structuredContent).toEqual({ agent_name: "kit", page: 1 });
  });

  it("refuses in a way that reaches its user", async () => {
    const client = await connect();
    await client.listTools();

    const result = await client.callTool({ name: "show_page", arguments: { agent_name: "kit", page: "one" } });

    await client.close();
    expect(result).toMatchObject({ isError: true, _meta: { "fleet-mcp/error-code": "invalid_input" } });
  });

  it("goes ahead without asking over HTTP, where that client cannot be asked, whatever it declares", async () => {
    const handle = async (_input: unknown, { confirm }: ConfirmOptions) => ({
      agent_name: confirm ? "asks" : "goes ahead",
      page: 1,
    });
    const client = await connect(makeTool({ handle }), { elicitation: {} });

    const result = await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await client.close();
    expect(result.structuredContent).toEqual({ agent_name: "goes ahead", page: 1 });
  });
});

async function connect(tool: ToolDefinition = makeTool(), capabilities: ClientCapabilities = {}): Promise<Client> {
  const handler = createMcpHandler(() => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    registerTools(server, [tool], { log: makeLog(), clock: createFakeClock() });
    return server;
  });
  const client = new Client({ name: "test", version: "0.0.0" }, { capabilities });
  const fetch = (url: string | URL, init?: RequestInit) => handler.fetch(new Request(url, init));
  await client.connect(new StreamableHTTPClientTransport(new URL("http://127.0.0.1/mcp"), { fetch }));
  return client;
}
