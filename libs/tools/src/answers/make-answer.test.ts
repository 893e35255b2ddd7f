import { describe, expect, it } from "@jest/globals";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { makeHugeServices } from "../../test/make-huge-services.ts";
import { makeLog } from "../../test/make-log.ts";
import { makeTool } from "../../test/make-tool.ts";
import { createTools } from "../create-tools.ts";
import { registerTools } from "../register-tools.ts";
import { makeAnswer } from "./make-answer.ts";

const agent_name = "kit";
const calls: readonly (readonly [name: string, input: Record<string, unknown>, leftOut: RegExp])[] = [
  ["list_agents", { page_size: 100 }, /of 500 agents, page 1. Next: page 2, page_size \d+\.$/],
  ["list_agents", { page_size: 100, page: 2, detail: "full" }, /of 500 agents, page \d+\. Next: page \d+/],
  ["show_agent", { agent_name }, /more fields of its metadata did not fit/],
  ["create_agent", { name: "kit", project: "shop" }, /…/],
  ["start_agent_task", { agent_name, task: "Sing" }, /…/],
  ["cancel_agent_task", { agent_name }, /…/],
  ["show_agent_task_history", { agent_name, page_size: 100, detail: "full" }, /Next: page 2, page_size \d+\.$/],
  ["show_agent_log", { agent_name, page_size: 100 }, /characters before this left out/],
  ["show_agent_log", { agent_name, detail: "full" }, /detail "full" shows the most/],
  ["delete_agent", { agent_name }, /…/],
  ["restart_agent", { agent_name }, /…/],
  ["list_agent_projects", {}, /more projects did not fit: narrow the list with contains/],
  ["get_fleet_status", {}, /more projects did not fit\.\n\d+ more outliers did not fit\./],
  ["wait_for_agents", { until: "attention" }, /\d+ more agents: see list_agents\./],
  ["get_fleet_digest", { max_tokens: 8_000 }, /Left out: \d+ characters at its end\./],
  ["query_events", { page_size: 100 }, /of 500 events, page 1. Next: page 2, page_size \d+\.$/],
  ["list_alerts", { page_size: 100 }, /of 500 open alerts, page 1. Next: page 2, page_size \d+\.$/],
  ["resolve_alert", { alert_id: "no_output-0a1b2c3d" }, /is resolved/],
  ["send_agent_input", { agent_name, input: "Go on" }, /screen after/],
  ["list_agent_roles", { project: "shop" }, /more roles did not fit: narrow the list with contains/],
];

describe("makeAnswer, whatever Coder holds", () => {
  it.each(calls)("keeps %s %j under 24,000 characters and says what was left out", async (name, input, leftOut) => {
    const { client, close } = await connect();

    const result = await client.callTool({ name, arguments: input });

    await close();
    const [content] = z.array(z.object({ text: z.string() })).parse(result.content);
    expect(result.isError).toBeUndefined();
    expect(JSON.stringify(result).length).toBeLessThan(24_000);
    expect(content?.text).toMatch(leftOut);
  });

  it("tries every tool", () => {
    const names = createTools(makeHugeServices(), { readOnly: false }).map(({ name }) => name);

    expect(new Set(calls.map(([name]) => name))).toEqual(new Set(names));
  });

  it("takes up a shortened page where it ended", async () => {
    const { client, close } = await connect();
    const input = { page: 2, page_size: 100 };

    const result = await client.callTool({ name: "list_agents", arguments: input });

    await close();
    const { page, page_size, agents } = Page.parse(result.structuredContent);
    expect((page - 1) * page_size).toBe(100);
    expect(agents).toHaveLength(page_size);
    expect(page_size).toBeLessThan(100);
  });
});

describe("makeAnswer", () => {
  it("takes out what people cannot see, also in the text", () => {
    const answer = makeAnswer(makeTool(), { agent_name: "k\u200bi\u{e0041}t\u001b[31m", page: 1 });

    expect(answer).toEqual({ structured: { agent_name: "kit", page: 1 }, text: "Page 1 of kit." });
  });
});

const Page = z.object({ page: z.number(), page_size: z.number(), agents: z.array(z.unknown()) });

function connect() {
  const tools = createTools(makeHugeServices(), { readOnly: false });
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    registerTools(server, tools, { log: makeLog(), clock: createFakeClock() });
    return server;
  };
  return connectClient(createServer, { era: "modern" });
}
