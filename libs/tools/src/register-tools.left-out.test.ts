import { describe, expect, it } from "@jest/globals";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import { McpServer } from "@modelcontextprotocol/server";
import { makeLog } from "../test/make-log.ts";
import { makeTools } from "../test/make-tools.ts";
import { chooseTools } from "./choose-tools.ts";
import { forRights } from "./for-rights.ts";
import type { ObserveCall } from "./observe-call.ts";
import type { OfferedTools } from "./offered-tools.ts";
import { registerTools } from "./register-tools.ts";

const eras = ["modern", "legacy"] as const;
type Era = (typeof eras)[number];

// No cassette is played: a call that reached the fleet would fail as one that nobody recorded.
describe("registerTools, a tool that is left out", () => {
  it.each(eras)("refuses to let a %s client with rights read change anything, and says so", async (era) => {
    const { client, close } = await connect(forRights({ tools: makeTools(), leftOut: [] }, "read"), { era });

    const result = await client.callTool({ name: "delete_agent", arguments: { agent_name: "kit" } });

    await close();
    expect(result).toMatchObject({
      isError: true,
      content: [
        {
          text:
            "forbidden: delete_agent is not offered here: it changes something, and your token has rights read.\n" +
            "Next: Go on without it, or ask the operator of this server for a token with rights write.",
        },
      ],
      _meta: { "fleet-mcp/error-code": "forbidden" },
    });
    expect(result.structuredContent).toBeUndefined();
  });

  it.each(eras)("refuses a %s client what a read-only server does not have, whatever the input", async (era) => {
    const { client, close } = await connect(chooseTools(makeTools(), { readOnly: true }), { era });

    const result = await client.callTool({ name: "create_agent", arguments: { nonsense: true } });

    await close();
    expect(result).toMatchObject({ isError: true, _meta: { "fleet-mcp/error-code": "unsupported" } });
    expect(JSON.stringify(result.content)).toContain("create_agent is not offered here: this server is read-only");
  });

  it.each(eras)("is not listed to a %s client, and changes nothing in what is", async (era) => {
    const offered = chooseTools(makeTools(), { readOnly: true, toolsets: ["agents", "discovery"] });
    const hiding = await connect(offered, { era });
    const without = await connect({ ...offered, leftOut: [] }, { era });

    const listed = await hiding.client.listTools();
    const { tools } = await without.client.listTools();

    await Promise.all([hiding.close(), without.close()]);
    expect(listed.tools).toEqual(tools);
    expect(tools.map(({ name }) => name)).toEqual([
      "list_agents",
      "show_agent",
      "list_agent_projects",
      "list_agent_roles",
    ]);
  });

  it.each(eras)("is no unknown tool, for which a %s client gets an error of the protocol", async (era) => {
    const { client, close } = await connect(chooseTools(makeTools(), { readOnly: true }), { era });

    const calling = client.callTool({ name: "launch_rockets", arguments: {} });

    await expect(calling).rejects.toMatchObject({
      code: -32_602,
      message: expect.stringContaining("launch_rockets"),
    });
    await close();
  });

  it("is observed as a call that was refused", async () => {
    const outcomes: unknown[] = [];
    const observe: ObserveCall = async ({ tool, agent }, run) => void outcomes.push([tool, agent, await run()]);
    const { client, close } = await connect(chooseTools(makeTools(), { readOnly: true }), { observe });

    await client.callTool({ name: "restart_agent", arguments: { agent_name: "kit" } });

    await close();
    expect(outcomes).toEqual([["restart_agent", "kit", "unsupported"]]);
  });
});

interface Setup {
  readonly era?: Era;
  readonly observe?: ObserveCall;
}

function connect({ tools, leftOut }: OfferedTools, { era = "modern", observe }: Setup) {
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    const surroundings = { log: makeLog(), clock: createFakeClock(), ...(observe ? { observe } : {}) };
    registerTools(server, tools, { leftOut, ...surroundings });
    return server;
  };
  return connectClient(createServer, { era });
}
