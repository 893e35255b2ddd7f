import type { CallOptions, Clock, Logger, Progress } from "@fleet-mcp/models";
import type {
  CallToolResult,
  InputRequiredResult,
  McpServer,
  ServerContext,
  StandardSchemaWithJSON,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ToolDefinition } from "./define-tool.ts";
import { codeOf, errorResult } from "./error-result.ts";
import { observeNothing } from "./observe-call.ts";
import type { CallOutcome, ObserveCall, ObservedCall } from "./observe-call.ts";
import { createConfirmation, needsAnswer } from "./register-confirmation.ts";
import { runTool } from "./run-tool.ts";

interface Surroundings {
  readonly log: Logger;
  readonly clock: Clock;
  readonly observe?: ObserveCall;
  /** Whose calls these are: what one caller's user confirmed counts for nobody else. */
  readonly caller?: string;
}

/** Puts the tools on a server, in their order. The only place that builds MCP results, progress and cancellation. */
export function registerTools(server: McpServer, tools: readonly ToolDefinition[], surroundings: Surroundings): void {
  for (const tool of tools) {
    server.registerTool(
      tool.name,
      { title: tool.title, description: tool.description, annotations: tool.annotations, ...schemasOf(tool) },
      (input, context) => callTool(tool, input, context, { ...surroundings, server }),
    );
  }
}

interface Place extends Surroundings {
  readonly server: McpServer;
}

type CallResult = CallToolResult | InputRequiredResult;

async function callTool(
  tool: ToolDefinition,
  input: unknown,
  context: ServerContext,
  { observe = observeNothing, ...place }: Place,
): Promise<CallResult> {
  let settled: Settled | undefined;
  await observe(observedCall(tool, input, context.mcpReq), async () => {
    settled = await settle(tool, input, context, place);
    return settled.outcome;
  });
  if (!settled) throw new Error(`${tool.name} was observed without being run.`);
  if ("thrown" in settled) throw settled.thrown;
  return settled.result;
}

type Settled =
  | { readonly outcome: CallOutcome; readonly result: CallResult }
  | { readonly outcome: "cancelled"; readonly thrown: unknown };

async function settle(
  tool: ToolDefinition,
  input: unknown,
  context: ServerContext,
  { server, log, clock, caller = "" }: Place,
): Promise<Settled> {
  const { signal } = context.mcpReq;
  const progress = startProgress(context.mcpReq, { log, clock });
  const subject = JSON.stringify([tool.name, textAt(input, "agent_name")?.trim().toLowerCase(), caller]);
  const confirmation = createConfirmation(server, context, { subject, clock });
  try {
    const answer = await runTool(tool, input, { signal, ...progress.options, ...confirmation });
    const content = [{ type: "text" as const, text: answer.text }];
    return { outcome: "ok", result: { content, structuredContent: answer.structured } };
  } catch (error) {
    // Nobody waits for an answer any more: the SDK drops it.
    if (signal.aborted) return { outcome: "cancelled", thrown: error };
    if (needsAnswer(error)) return { outcome: "ok", result: error.inputRequired };
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
  const made = { inputSchema: listed(tool.input.strict(), slimInput), outputSchema: listed(tool.output, slimOutput) };
  listedSchemas.set(tool, made);
  return made;
}

/** What the SDK shows in tools/list. It lets every value pass: the SDK's own check would answer in words that are not ours. */
function listed(schema: z.ZodObject, override: Slim): StandardSchemaWithJSON {
  const json = z.toJSONSchema(schema, { io: "input", override });
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

type Slim = (found: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }) => void;

/** zod writes the bounds of safe integers on every whole number; they cost a model's context and say nothing. */
function slimInput({ jsonSchema }: Parameters<Slim>[0]): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** What is listed of an output may be looser than what is sent: a long list of words, or that keys are text, helps nobody to read it. */
function slimOutput({ jsonSchema }: Parameters<Slim>[0]): void {
  slimInput({ jsonSchema });
  if ((jsonSchema.enum?.length ?? 0) > maxListedWords) delete jsonSchema.enum;
  delete jsonSchema.propertyNames;
}

const maxListedWords = 6;
