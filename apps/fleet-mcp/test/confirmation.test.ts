import { setTimeout as pause } from "node:timers/promises";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Transport } from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { startHttpServer, stdioServer } from "./bundled-server.ts";
import { callTool } from "./call-tool.ts";
import type { ToolCaller } from "./call-tool.ts";
import { oldHttp } from "./connect.ts";
import { callMessage, messagesOf, openSession } from "./raw-session.ts";

// Builds of the simulator take real time, if little.
jest.setTimeout(60_000);

const question =
  'Agent "wren" is working on "Write the manual". Delete it with its workspace? Work that was not pushed is lost.';
const wren = { agent_name: "wren", wait_seconds: 30 };
const identity = { name: "fleet-mcp-test", version: "0.0.0" };

describe("the deletion of a busy agent", () => {
  let coder: Awaited<ReturnType<typeof startCoderSim>>;
  beforeEach(async () => {
    coder = await startCoderSim({ timeScale: 40, rateLimit: 0 });
  });
  afterEach(() => coder.close());

  it("is carried out once the user of a client over stdio agrees", async () => {
    const { client, asked } = await connectOverStdio(coder, { action: "accept", content: { confirm: true } });
    await makeBusy(client);

    const answer = await callTool(client, "delete_agent", wren);

    await client.close();
    expect(asked).toEqual([question]);
    expect(answer).toMatchObject({ agent: { status: "deleted" }, interrupted_task: "Write the manual" });
    expect(transitionsOf(coder)).toEqual(["start", "delete"]);
  });

  it("is left undone when the user declines, and the answer says so", async () => {
    const { client, asked } = await connectOverStdio(coder, { action: "decline" });
    await makeBusy(client);

    const answer = await callTool(client, "delete_agent", wren);

    await client.close();
    expect(asked).toEqual([question]);
    expect(answer).toMatchObject({
      agent: { status: "busy" },
      next: expect.stringMatching(/^Not deleted: the user was asked and did not agree[.]/),
    });
    expect(transitionsOf(coder)).toEqual(["start"]);
  });

  it.each([
    ["is carried out once", { action: "accept", content: { confirm: true } }, ["start", "delete"]],
    ["is left undone unless", { action: "accept", content: { confirm: false } }, ["start"]],
  ] as const)("%s the user of a client of 2025 over HTTP agrees", async (_what, reply, transitions) => {
    const server = await startHttpServer(coder.url, coder);
    const client = new OldClient(identity, { capabilities: { elicitation: {} } });
    const asked: string[] = [];
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
      asked.push(params.message);
      return { ...reply };
    });
    await client.connect(oldHttp(server.url));
    await makeBusy(client);

    await callTool(client, "delete_agent", wren);

    await client.close();
    expect(await server.stop()).toBe(0);
    expect(asked).toEqual([question]);
    expect(transitionsOf(coder)).toEqual(transitions);
  });

  it("is carried out once the user of a client of 2026 over HTTP agrees", async () => {
    const server = await startHttpServer(coder.url, coder);
    const { client, asked } = await connect(new StreamableHTTPClientTransport(new URL(server.url)), {
      action: "accept",
      content: { confirm: true },
    });
    await makeBusy(client);

    const answer = await callTool(client, "delete_agent", wren);

    await client.close();
    expect(await server.stop()).toBe(0);
    expect(asked).toEqual([question]);
    expect(answer).toMatchObject({ agent: { status: "deleted" } });
  });

  it("is left undone when the client goes away instead of answering, and others are served on", async () => {
    const server = await startHttpServer(coder.url, coder);
    const other = await connect(new StreamableHTTPClientTransport(new URL(server.url)), { action: "decline" });
    await makeBusy(other.client);
    const session = await openSession(server.url, { canBeAsked: true });
    const client = new AbortController();
    const call = callMessage(1, "delete_agent");
    const leaving = await session.post({ ...call, params: { ...call.params, arguments: wren } }, client.signal);
    const asked = (await messagesOf(leaving).next()).value;

    client.abort();
    const shown = await callTool(other.client, "show_agent", { agent_name: "wren" });
    await session.end();

    await other.client.close();
    expect(await server.stop()).toBe(0);
    expect(asked).toMatchObject({ params: { message: question } });
    expect(shown).toMatchObject({ agent: { name: "wren", status: "busy" } });
    expect(transitionsOf(coder)).toEqual(["start"]);
  });
});

type Coder = Awaited<ReturnType<typeof startCoderSim>>;
type Reply = { readonly action: "accept" | "decline"; readonly content?: Record<string, boolean> };

const connectOverStdio = (coder: Coder, reply: Reply) => connect(stdioServer(coder.url, coder), reply);

/** A client of 2026 whose user always replies this. */
async function connect(transport: Transport, reply: Reply) {
  const asked: string[] = [];
  const client = new Client(identity, {
    capabilities: { elicitation: {} },
    versionNegotiation: { mode: { pin: "2026-07-28" } },
  });
  client.setRequestHandler("elicitation/create", async ({ params }) => {
    asked.push(params.message);
    return { ...reply };
  });
  await client.connect(transport);
  return { client, asked };
}

async function makeBusy(client: ToolCaller): Promise<void> {
  const task = "Write the manual work=100000";
  await callTool(client, "create_agent", { name: "wren", project: "docs-site", task, wait_seconds: 60 });
  for (const until = Date.now() + 30_000; !(await isBusy(client));) {
    if (Date.now() > until) throw new Error("The agent did not begin to work.");
    await pause(50);
  }
}

const isBusy = async (client: ToolCaller): Promise<boolean> =>
  JSON.stringify(await callTool(client, "show_agent", { agent_name: "wren" })).includes('"status":"busy"');

const transitionsOf = ({ sim }: Coder) => sim.truth().agents[0]?.builds.map(({ transition }) => transition);
