import { describe, expect, it } from "@jest/globals";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import { McpServer } from "@modelcontextprotocol/server";
import { makeLog } from "../test/make-log.ts";
import { makeTools } from "../test/make-tools.ts";
import { forRights } from "./for-rights.ts";
import { registerTools } from "./register-tools.ts";

describe("forRights", () => {
  it("gives a caller that may only read nothing that changes something", () => {
    const names = forRights(makeTools(), "read").map(({ name }) => name);

    expect(names).toEqual(makeTools({ readOnly: true }).map(({ name }) => name));
    expect(names).not.toContain("delete_agent");
  });

  it("gives a caller that may write everything", () => {
    expect(forRights(makeTools(), "write").map(({ name }) => name)).toEqual(makeTools().map(({ name }) => name));
  });

  it.each(["modern", "legacy"] as const)("refuses a %s client's call of what is left out, too", async (era) => {
    const createServer = () => {
      const server = new McpServer({ name: "test", version: "0.0.0" });
      registerTools(server, forRights(makeTools(), "read"), { log: makeLog(), clock: createFakeClock() });
      return server;
    };
    const { client, close } = await connectClient(createServer, { era });

    const calling = client.callTool({ name: "delete_agent", arguments: { agent_name: "kit" } });

    await expect(calling).rejects.toMatchObject({ code: -32_602, message: expect.stringContaining("delete_agent") });
    await close();
  });
});
