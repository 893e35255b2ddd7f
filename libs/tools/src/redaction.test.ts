import { describe, expect, it } from "@jest/globals";
import { createRedactor } from "@fleet-mcp/models";
import { ServiceError } from "@fleet-mcp/services";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import { McpServer } from "@modelcontextprotocol/server";
import { makeHugeServices } from "../test/make-huge-services.ts";
import { makeLog } from "../test/make-log.ts";
import { makeTool } from "../test/make-tool.ts";
import { createTools } from "./create-tools.ts";
import type { ToolServices } from "./create-tools.ts";
import type { ToolDefinition } from "./define-tool.ts";
import { prompts } from "./prompts/prompts.ts";
import { registerPrompts } from "./register-prompts.ts";
import { registerResources } from "./register-resources.ts";
import { registerTools } from "./register-tools.ts";
import { createResources } from "./resources/create-resources.ts";

const token = "canaryCoda-0123456789abcdefghijkl";
/** What is searched for: no answer may hold even this much of it. */
const piece = /canaryCoda-0|0123456789|abcdefghijkl/;
const agent_name = "kit";

/** One of every tool. */
const calls: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["list_agents", { detail: "full" }],
  ["show_agent", { agent_name }],
  ["create_agent", { name: "kit", project: "shop" }],
  ["start_agent_task", { agent_name, task: `Use ${token}` }],
  ["cancel_agent_task", { agent_name }],
  ["show_agent_task_history", { agent_name, detail: "full" }],
  ["show_agent_log", { agent_name }],
  ["delete_agent", { agent_name }],
  ["restart_agent", { agent_name }],
  ["list_agent_projects", {}],
  ["list_agent_roles", { project: "shop" }],
  ["get_fleet_status", {}],
  ["wait_for_agents", { until: "idle" }],
  ["get_fleet_digest", {}],
  ["query_events", {}],
  ["list_alerts", {}],
  ["resolve_alert", { alert_id: "offline-12345678" }],
  ["send_agent_input", { agent_name, input: "y" }],
];

describe("an answer, whatever holds the secret", () => {
  it.each(calls)("of %s says [redacted] instead, in structured content and text", async (name, input) => {
    const { client, close } = await connect(createTools(makeTaintedServices(), { readOnly: false }));

    const result = await client.callTool({ name, arguments: { ...input } });

    await close();
    expect(result.isError).toBeUndefined();
    expect(JSON.stringify(result.structuredContent)).toContain("[redacted]");
    expect(JSON.stringify(result.content)).toContain("[redacted]");
    expect(JSON.stringify(result)).not.toMatch(piece);
  });

  it("is tried of every tool", () => {
    const names = createTools(makeTaintedServices(), { readOnly: false }).map(({ name }) => name);

    expect(calls.map(([name]) => name)).toEqual(names);
  });

  it("redacts names and values of metadata", async () => {
    const { client, close } = await connect(createTools(makeTaintedServices(), { readOnly: false }));

    const { structuredContent } = await client.callTool({ name: "show_agent", arguments: { agent_name } });

    await close();
    expect(structuredContent).toMatchObject({ agent: { metadata: { "[redacted]": "is [redacted]" } } });
  });

  it.each([100, 200, 400, 800, 1_600, 3_200, 6_400])("leaves no half of it where %d characters fit", async (spread) => {
    const text = `${"x".repeat(spread)}${token} `.repeat(Math.ceil(40_000 / spread));
    const handle = async () => ({ agent_name: text, page: 1 });
    const { client, close } = await connect([makeTool({ handle })]);

    const result = await client.callTool({ name: "show_page", arguments: { agent_name } });

    await close();
    expect(JSON.stringify(result)).toContain("…");
    expect(JSON.stringify(result)).not.toMatch(piece);
  });

  it.each([
    ["ends with an ellipsis", `said ${token.slice(0, 20)}…`],
    ["begins in the middle of it", `${token.slice(9)} was said`],
  ])("redacts a text that was cut before: one that %s", async (_cut, text) => {
    const { client, close } = await connect([makeTool({ handle: async () => ({ agent_name: text, page: 1 }) })]);

    const result = await client.callTool({ name: "show_page", arguments: { agent_name } });

    await close();
    expect(JSON.stringify(result)).toContain("[redacted]");
    expect(JSON.stringify(result)).not.toMatch(piece);
  });
});

describe("a refusal, whatever holds the secret", () => {
  it.each([
    ["by the fleet", new ServiceError("not_found", `No agent "${token}".`, { hint: `Not ${token}.` })],
    ["that repeats only its beginning", new ServiceError("not_found", `No agent "${token.slice(0, 25)}".`)],
    ["cut for its length", new ServiceError("unavailable", `${"x".repeat(1_980)}${token}`)],
  ])("%s does not repeat it", async (_kind, refusal) => {
    const { client, close } = await connect([makeTool({ handle: () => Promise.reject(refusal) })]);

    const result = await client.callTool({ name: "show_page", arguments: { agent_name } });

    await close();
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result)).toMatch(/\[redacted\]|\[reda…/);
    expect(JSON.stringify(result)).not.toMatch(piece);
  });

  it.each([
    { page: token, agent_name },
    { [token]: 1, agent_name },
    { agent_name, status: `${"x".repeat(40)}${token}` },
  ])("of the input %j does not repeat it", async (input) => {
    const { client, close } = await connect([makeTool()]);

    const result = await client.callTool({ name: "show_page", arguments: input });

    await close();
    expect(result).toMatchObject({ isError: true, _meta: { "fleet-mcp/error-code": "invalid_input" } });
    expect(JSON.stringify(result)).not.toMatch(piece);
  });
});

describe("a resource, a completion, a prompt, whatever holds the secret", () => {
  it.each([
    "fleet://agents",
    "fleet://agents/kit",
    "fleet://agents/kit/log",
    "fleet://projects",
    `fleet://agents/${token}`,
  ])("reads %s without it, also in the address", async (uri) => {
    const { client, close } = await connect(createTools(makeTaintedServices(), { readOnly: false }));

    const result = await client.readResource({ uri });

    await close();
    expect(JSON.stringify(result)).toContain("[redacted]");
    expect(JSON.stringify(result)).not.toMatch(piece);
  });

  it.each(["modern", "legacy"] as const)("refuses to read for a %s client without repeating it", async (era) => {
    const services = makeTaintedServices();
    const show = () => Promise.reject(new ServiceError("not_found", `There is no agent "${token}".`));
    const tools = createTools({ ...services, agents: { ...services.agents, show } }, { readOnly: false });
    const { client, close } = await connect(tools, era);

    const error = await client.readResource({ uri: `fleet://agents/${token}` }).catch((thrown: unknown) => thrown);

    await close();
    expect(JSON.stringify([error, String(error)])).toContain("[redacted]");
    expect(JSON.stringify([error, String(error)])).not.toMatch(piece);
  });

  it("completes no name that holds it, and fills none into a prompt", async () => {
    const { client, close } = await connect(createTools(makeTaintedServices(), { readOnly: false }));
    const ref = { type: "ref/prompt" as const, name: "triage_agent" };

    const { completion } = await client.complete({ ref, argument: { name: "agent_name", value: "" } });
    const prompt = await client.getPrompt({ name: "triage_agent", arguments: { agent_name: token } });

    await close();
    expect(completion.values).toEqual(["[redacted]"]);
    expect(JSON.stringify(prompt)).toContain("[redacted]");
    expect(JSON.stringify(prompt)).not.toMatch(piece);
  });
});

/** Every free text of theirs holds the token. */
const makeTaintedServices = (): ToolServices =>
  makeHugeServices({ long: `is ${token}`, name: token, metadata: { [token]: `is ${token}` }, count: 1 });

function connect(tools: readonly ToolDefinition[], era: "modern" | "legacy" = "modern") {
  const surroundings = { log: makeLog(), redact: createRedactor([token]) };
  const { agents } = makeTaintedServices();
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    registerTools(server, tools, { ...surroundings, clock: createFakeClock() });
    registerResources(server, createResources(tools, surroundings.redact), { ...surroundings, agents });
    registerPrompts(server, prompts, { ...surroundings, agents });
    return server;
  };
  return connectClient(createServer, { era });
}
