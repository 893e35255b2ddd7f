import { describe, expect, it } from "@jest/globals";
import { McpServer } from "@modelcontextprotocol/server";
import { connectClient } from "./connect-client.ts";

describe("connectClient", () => {
  it("calls a tool in the modern era, with a new server per request", async () => {
    let made = 0;
    const { client, close } = await connectClient(() => makeServer(++made), { era: "modern" });

    const first = await client.callTool({ name: "number" });
    const second = await client.callTool({ name: "number" });

    expect([client.getNegotiatedProtocolVersion(), second.content]).not.toContainEqual(first.content);
    expect(client.getNegotiatedProtocolVersion()).toBe("2026-07-28");
    await close();
  });

  it("calls a tool in the legacy era, with one server", async () => {
    let made = 0;
    const { client, close } = await connectClient(() => makeServer(++made), { era: "legacy" });

    const result = await client.callTool({ name: "number" });

    expect(result.content).toEqual([{ type: "text", text: "1" }]);
    expect(client.getNegotiatedProtocolVersion()).toMatch(/^2025-/);
    await close();
  });
});

function makeServer(number: number): McpServer {
  const server = new McpServer({ name: "numbers", version: "1.0.0" });
  server.registerTool("number", { description: "The number of this server." }, () => ({
    content: [{ type: "text", text: String(number) }],
  }));
  return server;
}
