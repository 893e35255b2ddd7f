import { describe, expect, it } from "@jest/globals";
import { createRedactor } from "@fleet-mcp/models";
import { createFakeClock } from "@fleet-mcp/testing";
import { Client, InMemoryTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import type { ClientOptions } from "@modelcontextprotocol/client";
import { makeLog } from "../test/make-log.ts";
import { makeTool } from "../test/make-tool.ts";
import { registerTools } from "./register-tools.ts";

type Era = "modern" | "legacy";
const eras: readonly Era[] = ["modern", "legacy"];
const secret = "canaryCoda-0123456789abcdefghijkl";
const question = "Delete [redacted]?";

describe("registerTools, confirmation", () => {
  it.each(eras)("asks the user of a %s client without secrets and goes on once the user agrees", async (era) => {
    const { call, asked, close } = await connect(era, { action: "accept", content: { confirm: true } });

    const result = await call("kit");

    await close();
    expect(asked).toEqual([question]);
    expect(result.structuredContent).toEqual({ agent_name: "confirmed", page: 1 });
  });

  it.each([
    ["modern", { action: "decline" }],
    ["modern", { action: "cancel" }],
    ["modern", { action: "accept", content: { confirm: false } }],
    ["legacy", { action: "decline" }],
    ["legacy", { action: "cancel" }],
  ] as const)("takes it as a no when the user of a %s client answers %j", async (era, answer) => {
    const { call, asked, close } = await connect(era, answer);

    const result = await call("kit");

    await close();
    expect(asked).toEqual([question]);
    expect(result.structuredContent).toEqual({ agent_name: "refused", page: 1 });
  });

  it.each(eras)("offers no confirmation to a tool of a %s client that cannot be asked", async (era) => {
    const { call, close } = await connect(era, undefined);

    const result = await call("kit");

    await close();
    expect(result.structuredContent).toEqual({ agent_name: "cannot ask", page: 1 });
  });

  it("takes an answer once, for the agent and the caller it was asked about, in time, and only if it is ours", async () => {
    const clock = createFakeClock();
    const post = makePost({ clock, caller: "ann" });
    const other = makePost({ clock, caller: "bob" });
    const state = async () => stateOf(await post({ agent_name: "kit" }));
    const [first, forAnn, late] = [await state(), await state(), await state()];

    const outcomes = [
      await post({ agent_name: "kit" }, first),
      await post({ agent_name: "kit" }, first),
      await post({ agent_name: "owl" }, forAnn),
      await other({ agent_name: "kit" }, forAnn),
      await post({ agent_name: "KIT" }, forAnn),
      await post({ agent_name: "kit" }, "v1.forged.state"),
    ].map(said);
    await clock.sleep(5 * 60_000 + 1, new AbortController().signal);
    const afterwards = said(await post({ agent_name: "kit" }, late));

    expect(outcomes).toEqual(["confirmed", "asked", "asked", "asked", "confirmed", "asked"]);
    expect(afterwards).toBe("asked");
  });
});

type Answer = { action: "accept" | "decline" | "cancel"; content?: Record<string, boolean> };

const tool = makeTool({
  async handle(_input, { confirm }) {
    if (!confirm) return { agent_name: "cannot ask", page: 1 };
    return { agent_name: (await confirm(`Delete ${secret}?`)) ? "confirmed" : "refused", page: 1 };
  },
});

function makeServer({ clock = createFakeClock(), caller = "local" } = {}): McpServer {
  const server = new McpServer({ name: "test", version: "0.0.0" });
  registerTools(server, [tool], { log: makeLog(), clock, caller, redact: createRedactor([secret]) });
  return server;
}

/** A client of either era; without an answer it declares that it cannot be asked. */
async function connect(era: Era, answer: Answer | undefined) {
  const asked: string[] = [];
  const options: ClientOptions = {
    capabilities: answer ? { elicitation: {} } : {},
    versionNegotiation: { mode: era === "modern" ? { pin: "2026-07-28" } : "legacy" },
  };
  const client = new Client({ name: "test", version: "0.0.0" }, options);
  if (answer) {
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      asked.push(params.message);
      return { ...answer };
    });
  }
  await client.connect(era === "modern" ? overHttp() : await inMemory());
  const call = (agent_name: string) => client.callTool({ name: "show_page", arguments: { agent_name } });
  return { call, asked, close: () => client.close() };
}

function overHttp() {
  const handler = createMcpHandler(() => makeServer());
  const fetch = (url: string | URL, init?: RequestInit) => handler.fetch(new Request(url, init));
  return new StreamableHTTPClientTransport(new URL("http://127.0.0.1/mcp"), { fetch });
}

async function inMemory() {
  const [transport, other] = InMemoryTransport.createLinkedPair();
  await makeServer().connect(other);
  return transport;
}

/** Calls as a client of 2026 may: with any state it likes, and always with a yes. */
function makePost(surroundings: { clock: ReturnType<typeof createFakeClock>; caller: string }) {
  const handler = createMcpHandler(() => makeServer(surroundings));
  return async (input: Record<string, string>, requestState?: string): Promise<unknown> => {
    const client = new Client(
      { name: "test", version: "0.0.0" },
      {
        capabilities: { elicitation: {} },
        versionNegotiation: { mode: { pin: "2026-07-28" } },
        inputRequired: { autoFulfill: false },
      },
    );
    const fetch = (url: string | URL, init?: RequestInit) => handler.fetch(new Request(url, init));
    await client.connect(new StreamableHTTPClientTransport(new URL("http://127.0.0.1/mcp"), { fetch }));
    const retried = requestState
      ? { requestState, inputResponses: { confirm: { action: "accept" as const, content: { confirm: true } } } }
      : {};
    const answer = await client.callTool(
      { name: "show_page", arguments: input, ...retried },
      { allowInputRequired: true },
    );
    await client.close();
    return answer;
  };
}

const text = (value: unknown, key: string): string | undefined => {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === "string" ? found : undefined;
};
const stateOf = (answer: unknown): string => text(answer, "requestState") ?? "";
const said = (answer: unknown): string | undefined =>
  text(answer, "resultType") === "input_required"
    ? "asked"
    : text(Reflect.get(Object(answer), "structuredContent"), "agent_name");
