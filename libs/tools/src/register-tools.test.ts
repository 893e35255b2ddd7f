import { describe, expect, it } from "@jest/globals";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import type { CallOptions, Clock, Logger, Redact } from "@fleet-mcp/models";
import type { Progress } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { ServiceError } from "@fleet-mcp/services";
import { makeLog } from "../test/make-log.ts";
import { makeTool } from "../test/make-tool.ts";
import type { ToolDefinition } from "./define-tool.ts";
import { registerTools } from "./register-tools.ts";

describe("registerTools", () => {
  it("lists tools in the given order, with title, hints and both schemas, to a modern client", async () => {
    const { client, close } = await connect([makeTool({ name: "show_b" }), makeTool({ name: "show_a" })]);

    const { tools } = await client.listTools();

    await close();
    expect(tools.map(({ name }) => name)).toEqual(["show_b", "show_a"]);
    expect(tools[0]).toEqual(listing);
  });

  it("lists the same to a client of 2025", async () => {
    const { client, close } = await connect([makeTool({ name: "show_b" })], { era: "legacy" });

    const { tools } = await client.listTools();

    await close();
    expect(tools).toEqual([listing]);
  });

  it("answers with structured content and its text, defaults filled in", async () => {
    const { client, close } = await connect([makeTool()]);

    const result = await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await close();
    expect(result).toMatchObject({
      content: [{ type: "text", text: "Page 1 of kit." }],
      structuredContent: { agent_name: "kit", page: 1 },
    });
    expect(result.isError).toBeUndefined();
  });

  it("drops fields that the output does not name", async () => {
    const result = { agent_name: "kit", page: 1, secret: "x" };
    const { client, close } = await connect([makeTool({ handle: async () => result })]);

    const answer = await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await close();
    expect(answer.structuredContent).toEqual({ agent_name: "kit", page: 1 });
  });

  it("answers a bad input in our words, to clients of both eras", async () => {
    const modern = await connect([makeTool()]);
    const legacy = await connect([makeTool()], { era: "legacy" });
    const call = { name: "show_page", arguments: { agent_name: "kit", page: 0 } };

    const answers = [await modern.client.callTool(call), await legacy.client.callTool(call)];

    await modern.close();
    await legacy.close();
    const text =
      "invalid_input: The input does not fit show_page: page must be a whole number from 1 to 100, not 0.\n" +
      "Next: Correct this and call show_page again.";
    expect(answers[0]).toMatchObject({ isError: true, content: [{ type: "text", text }] });
    expect(answers[1]).toMatchObject({ isError: true, content: [{ type: "text", text }] });
  });

  it("answers a refusal of the fleet with its code, message and hint", async () => {
    const handle = () => Promise.reject(new ServiceError("busy", "Agent kit is busy.", { hint: "Wait." }));
    const { client, close } = await connect([makeTool({ handle })]);

    const result = await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await close();
    expect(result).toMatchObject({ isError: true, content: [{ text: "busy: Agent kit is busy.\nNext: Wait." }] });
    expect(result.structuredContent).toBeUndefined();
  });

  it("answers an unexpected error with a reference and keeps its details in the log", async () => {
    const log = makeLog();
    const bug = new Error("secret detail");
    const { client, close } = await connect([makeTool({ handle: () => Promise.reject(bug) })], { log });

    const result = await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await close();
    expect(JSON.stringify(result)).not.toContain("secret detail");
    const [line] = log.lines;
    expect(line).toMatchObject({ level: "error", data: { tool: "show_page", error: bug } });
    expect(JSON.stringify(result)).toContain(String(line?.data["reference"]));
  });

  it("treats a result that does not fit the output as a fault of ours", async () => {
    const log = makeLog();
    const handle = async () => ({ agent_name: "kit", page: 1.5 });
    const { client, close } = await connect([makeTool({ handle })], { log });

    const result = await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await close();
    expect(result).toMatchObject({ isError: true, _meta: { "fleet-mcp/error-code": "internal" } });
    expect(log.lines).toHaveLength(1);
  });
});

describe("registerTools, origin", () => {
  it("says to whoever keeps records whose order a call is", async () => {
    let origin: CallOptions["origin"];
    const handle = async ({ agent_name, page }: { agent_name: string; page: number }, options: CallOptions) => {
      origin = options.origin;
      return { agent_name, page };
    };
    const { client, close } = await connect([makeTool({ handle })], { caller: "riley" });
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    await client.callTool({ name: "show_page", arguments: { agent_name: "kit" }, _meta: { traceparent } });

    await close();
    expect(origin).toEqual({ actor: "riley", correlationId: expect.any(String), traceParent: traceparent });
  });
});

describe("registerTools, progress", () => {
  it("passes it on without secrets", async () => {
    const heard: Progress[] = [];
    const handle = reporting(createFakeClock(), [0]);
    const redact = (text: string) => text.replace("0 ms", "[redacted]");
    const { client, close } = await connect([makeTool({ handle })], { redact });

    await client.callTool(
      { name: "show_page", arguments: { agent_name: "kit" } },
      { onprogress: (progress) => heard.push(progress) },
    );

    await close();
    expect(heard).toEqual([{ progress: 0, message: "after [redacted]" }]);
  });

  it("passes it on with numbers that grow, at most once a second", async () => {
    const clock = createFakeClock();
    const heard: Progress[] = [];
    const handle = reporting(clock, [0, 400, 600, 5_000]);
    const { client, close } = await connect([makeTool({ handle })], { clock });

    await client.callTool(
      { name: "show_page", arguments: { agent_name: "kit" } },
      { onprogress: (progress) => heard.push(progress) },
    );

    await close();
    expect(heard).toEqual([
      { progress: 0, message: "after 0 ms" },
      { progress: 1, message: "after 1000 ms" },
      { progress: 6, message: "after 6000 ms" },
    ]);
  });

  it("offers none to a call that did not ask for it", async () => {
    let offered: CallOptions["onProgress"];
    const handle = async ({ agent_name, page }: { agent_name: string; page: number }, options: CallOptions) => {
      offered = options.onProgress;
      return { agent_name, page };
    };
    const { client, close } = await connect([makeTool({ handle })]);

    await client.callTool({ name: "show_page", arguments: { agent_name: "kit" } });

    await close();
    expect(offered).toBeUndefined();
  });

  it("sends nothing after the answer", async () => {
    const clock = createFakeClock();
    const heard: Progress[] = [];
    let late: CallOptions["onProgress"];
    const handle = async (_input: unknown, { onProgress }: CallOptions) => {
      late = onProgress;
      return { agent_name: "kit", page: 1 };
    };
    const { client, close } = await connect([makeTool({ handle })], { clock, era: "legacy" });
    await client.callTool(
      { name: "show_page", arguments: { agent_name: "kit" } },
      { onprogress: (progress) => heard.push(progress) },
    );

    late?.({ message: "late", elapsedMs: 9_000 });

    await client.listTools();
    await close();
    expect(late).toBeDefined();
    expect(heard).toEqual([]);
  });
});

describe("registerTools, cancellation", () => {
  it.each(["modern", "legacy"] as const)("ends the call of a %s client and logs nothing", async (era) => {
    const log = makeLog();
    const canceled = moment();
    const begun = moment();
    const handle = async (_input: unknown, { signal }: CallOptions): Promise<{ agent_name: string; page: number }> => {
      begun.pass();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      canceled.pass();
      throw signal.reason;
    };
    const { client, close } = await connect([makeTool({ handle })], { era, log });
    const user = new AbortController();

    const call = client.callTool({ name: "show_page", arguments: { agent_name: "kit" } }, { signal: user.signal });
    const outcome = expect(call).rejects.toThrow();
    await begun.passed;
    user.abort(new Error("no longer wanted"));

    await outcome;
    await canceled.passed;
    await close();
    expect(log.lines).toEqual([]);
  });
});

/** A moment that one side reaches and the other waits for. */
function moment(): { readonly passed: Promise<void>; pass(): void } {
  let pass = () => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { passed, pass };
}

const listing = {
  name: "show_b",
  title: "Show page",
  description: "Shows a page.",
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  inputSchema: {
    type: "object",
    properties: {
      agent_name: { type: "string", minLength: 1, description: "Name of the agent." },
      page: { type: "integer", minimum: 1, maximum: 100, default: 1, description: "Page, from 1." },
      status: { type: "string", enum: ["idle", "busy"], description: "Only these." },
    },
    required: ["agent_name"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      agent_name: { type: "string", description: "Name of the agent." },
      page: { type: "integer", description: "Page." },
    },
  },
};

interface Setup {
  readonly era?: "modern" | "legacy";
  readonly log?: Logger;
  readonly clock?: Clock;
  readonly caller?: string;
  readonly redact?: Redact;
}

function connect(
  tools: readonly ToolDefinition[],
  { era = "modern", log = makeLog(), clock = createFakeClock(), caller = "", redact }: Setup = {},
) {
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    registerTools(server, tools, { log, clock, caller, ...(redact ? { redact } : {}) });
    return server;
  };
  return connectClient(createServer, { era });
}

/** A handler that waits and reports after each wait. */
function reporting(clock: Clock, waitsMs: readonly number[]) {
  return async (_input: unknown, { signal, onProgress }: CallOptions) => {
    const startedAt = clock.now();
    for (const waitMs of waitsMs) {
      await clock.sleep(waitMs, signal);
      const elapsedMs = clock.now() - startedAt;
      onProgress?.({ message: `after ${elapsedMs} ms`, elapsedMs });
    }
    return { agent_name: "kit", page: 1 };
  };
}
