import type { CallOptions, Clock, Logger, Progress } from "@fleet-mcp/models";
import type { CallToolResult, McpServer, ServerContext, StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ToolDefinition } from "./define-tool.ts";
import { codeOf, errorResult } from "./error-result.ts";
import { observeNothing } from "./observe-call.ts";
import type { CallOutcome, ObserveCall, ObservedCall } from "./observe-call.ts";
import { parseInput } from "./parse-input.ts";

interface Surroundings {
  readonly log: Logger;
  readonly clock: Clock;
  readonly observe?: ObserveCall;
}

/** Puts the tools on a server, in their order. The only place that builds MCP results, progress and cancellation. */
export function registerTools(server: McpServer, tools: readonly ToolDefinition[], surroundings: Surroundings): void {
  for (const tool of tools) {
    server.registerTool(
      tool.name,
      { title: tool.title, description: tool.description, annotations: tool.annotations, ...schemasOf(tool) },
      (input, context) => callTool(tool, input, context, surroundings),
    );
  }
}

async function callTool(
  tool: ToolDefinition,
  input: unknown,
  { mcpReq }: ServerContext,
  { log, clock, observe = observeNothing }: Surroundings,
): Promise<CallToolResult> {
  let settled: Settled | undefined;
  await observe(observedCall(tool, input, mcpReq), async () => {
    settled = await settle(tool, input, mcpReq, { log, clock });
    return settled.outcome;
  });
  if (!settled) throw new Error(`${tool.name} was observed without being run.`);
  if ("thrown" in settled) throw settled.thrown;
  return settled.result;
}

type Settled =
  | { readonly outcome: CallOutcome; readonly result: CallToolResult }
  | { readonly outcome: "cancelled"; readonly thrown: unknown };

async function settle(
  tool: ToolDefinition,
  input: unknown,
  mcpReq: ServerContext["mcpReq"],
  { log, clock }: Surroundings,
): Promise<Settled> {
  const { signal } = mcpReq;
  const progress = startProgress(mcpReq, { log, clock });
  try {
    const result = await tool.handle(parseInput(tool, input), { signal, ...progress.options });
    const structuredContent = tool.output.parse(result);
    return {
      outcome: "ok",
      result: { content: [{ type: "text", text: tool.text(structuredContent) }], structuredContent },
    };
  } catch (error) {
    // Nobody waits for an answer any more: the SDK drops it.
    if (signal.aborted) return { outcome: "cancelled", thrown: error };
    return { outcome: codeOf(error), result: errorResult(error, log, tool.name) };
  } finally {
    progress.end();
  }
}

function observedCall(tool: ToolDefinition, input: unknown, { id, _meta }: ServerContext["mcpReq"]): ObservedCall {
  const agent = textAt(input, "agent_name") ?? textAt(input, "name");
  return {
    tool: tool.name,
    agent,
    requestId: String(id),
    traceparent: textAt(_meta, "traceparent"),
    tracestate: textAt(_meta, "tracestate"),
  };
}

function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  const text: unknown = Reflect.get(value, key);
  return typeof text === "string" ? text : undefined;
}

interface ProgressReport {
  readonly options: Pick<CallOptions, "onProgress">;
  end(): void;
}

/** Passes progress on, if the client asked for it: numbers that grow, at most one a second, none after the end. */
function startProgress({ _meta, notify }: ServerContext["mcpReq"], { log, clock }: Surroundings): ProgressReport {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return { options: {}, end() {} };
  let ended = false;
  let sent = -1;
  let sentAt = Number.NEGATIVE_INFINITY;

  function onProgress({ message, elapsedMs }: Progress): void {
    const now = clock.now();
    if (ended || now - sentAt < 1_000) return;
    sentAt = now;
    sent = Math.max(sent + 1, Math.round(elapsedMs / 1_000));
    const params = { progressToken: progressToken ?? "", progress: sent, message };
    notify({ method: "notifications/progress", params }).catch((error: unknown) => {
      log.debug("progress could not be sent", { error });
    });
  }

  return {
    options: { onProgress },
    end() {
      ended = true;
    },
  };
}

interface ListedSchemas {
  readonly inputSchema: StandardSchemaWithJSON;
  readonly outputSchema: StandardSchemaWithJSON;
}

/** Made once per tool: over HTTP every request gets a new server. */
const listedSchemas = new WeakMap<ToolDefinition, ListedSchemas>();

function schemasOf(tool: ToolDefinition): ListedSchemas {
  const known = listedSchemas.get(tool);
  if (known) return known;
  const made = { inputSchema: listed(tool.input.strict()), outputSchema: listed(tool.output) };
  listedSchemas.set(tool, made);
  return made;
}

/** What the SDK shows in tools/list. It lets every value pass: the SDK's own check would answer in words that are not ours. */
function listed(schema: z.ZodObject): StandardSchemaWithJSON {
  const json = z.toJSONSchema(schema, { io: "input", override: dropSafeIntegerBounds });
  // The dialect is the protocol's default; naming it in every schema costs a model's context and says nothing.
  delete json.$schema;
  const show = () => json;
  return {
    "~standard": {
      version: 1,
      vendor: "fleet-mcp",
      validate: (value) => ({ value }),
      jsonSchema: { input: show, output: show },
    },
  };
}

/** zod writes them on every whole number; they cost a model's context and say nothing. */
function dropSafeIntegerBounds({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
