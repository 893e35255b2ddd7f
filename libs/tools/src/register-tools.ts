import type { CallOptions, Clock, Logger, Progress, Redact } from "@fleet-mcp/models";
import { ServiceError } from "@fleet-mcp/services";
import type { ConfirmOptions } from "@fleet-mcp/services";
import type { CallToolResult, InputRequiredResult, McpServer, ServerContext } from "@modelcontextprotocol/server";
import type { Answer } from "./answers/make-answer.ts";
import type { ToolDefinition } from "./define-tool.ts";
import { codeOf, errorResult } from "./error-result.ts";
import { jsonSchemasOf, schemasOf } from "./listed-schemas.ts";
import { observeNothing } from "./observe-call.ts";
import type { CallOutcome, ObserveCall, ObservedCall } from "./observe-call.ts";
import { originOf } from "./origin-of.ts";
import type { LeftOutTool, OfferedTools } from "./offered-tools.ts";
import { redactNothing } from "./redact-nothing.ts";
import { createConfirmation, needsAnswer } from "./register-confirmation.ts";
import { runTool } from "./run-tool.ts";

interface Surroundings {
  readonly log: Logger;
  readonly clock: Clock;
  readonly observe?: ObserveCall;
  /** Whose calls these are: what one caller's user confirmed counts for nobody else. */
  readonly caller?: string;
  /** Takes out what no answer may hold. */
  readonly redact?: Redact;
}

/** Puts the tools on a server, in their order. The only place that builds MCP results, progress and cancellation. */
export function registerTools(
  server: McpServer,
  tools: readonly ToolDefinition[],
  { leftOut = [], ...surroundings }: Surroundings & Pick<Partial<OfferedTools>, "leftOut">,
): void {
  const register = (tool: ToolDefinition, run: Run) =>
    server.registerTool(tool.name, { ...aboutTool(tool), ...schemasOf(tool) }, (input, context) =>
      callTool(tool.name, input, context, { ...surroundings, server, run }),
    );
  for (const tool of tools) register(tool, (input, options) => runTool(tool, input, options, surroundings.redact));
  for (const { tool, ...why } of leftOut) register(tool, () => Promise.reject(notOffered(tool.name, why)));
  if (leftOut.length > 0) listOnly(server, tools);
}

type Run = (input: unknown, options: ConfirmOptions) => Promise<Answer>;

interface Place extends Surroundings {
  readonly server: McpServer;
  readonly run: Run;
}

const aboutTool = ({ title, description, annotations }: ToolDefinition) => ({ title, description, annotations });

/** The SDK lists whatever can be called, and calls nothing that it does not list. */
function listOnly({ server }: McpServer, tools: readonly ToolDefinition[]): void {
  const listed = tools.map((tool) => ({ name: tool.name, ...aboutTool(tool), ...jsonSchemasOf(tool) }));
  server.setRequestHandler("tools/list", () => ({ tools: listed }));
}

const notOffered = (name: string, { code, reason, hint }: Omit<LeftOutTool, "tool">): ServiceError =>
  new ServiceError(code, `${name} is not offered here: ${reason}.`, { hint });

type CallResult = CallToolResult | InputRequiredResult;

async function callTool(
  tool: string,
  input: unknown,
  context: ServerContext,
  { observe = observeNothing, ...place }: Place,
): Promise<CallResult> {
  let settled: Settled | undefined;
  await observe(observedCall(tool, input, context.mcpReq), async () => {
    settled = await settle(tool, input, context, place);
    return settled.outcome;
  });
  if (!settled) throw new Error(`${tool} was observed without being run.`);
  if ("thrown" in settled) throw settled.thrown;
  return settled.result;
}

type Settled =
  | { readonly outcome: CallOutcome; readonly result: CallResult }
  | { readonly outcome: "cancelled"; readonly thrown: unknown };

async function settle(
  tool: string,
  input: unknown,
  context: ServerContext,
  { server, run, log, clock, caller = "", redact = redactNothing }: Place,
): Promise<Settled> {
  const { signal, _meta } = context.mcpReq;
  const origin = originOf({ caller, traceparent: textAt(_meta, "traceparent") });
  const progress = startProgress(context.mcpReq, { log, clock, redact });
  const subject = JSON.stringify([tool, textAt(input, "agent_name")?.trim().toLowerCase(), caller]);
  const confirmation = createConfirmation(server, context, { subject, clock, redact });
  try {
    const answer = await run(input, { signal, origin, ...progress.options, ...confirmation });
    const content = [{ type: "text" as const, text: answer.text }];
    return { outcome: "ok", result: { content, structuredContent: answer.structured } };
  } catch (error) {
    // Nobody waits for an answer any more: the SDK drops it.
    if (signal.aborted) return { outcome: "cancelled", thrown: error };
    if (needsAnswer(error)) return { outcome: "ok", result: error.inputRequired };
    return { outcome: codeOf(error), result: errorResult(error, tool, { log, redact }) };
  } finally {
    progress.end();
  }
}

function observedCall(tool: string, input: unknown, { id, _meta }: ServerContext["mcpReq"]): ObservedCall {
  const agent = textAt(input, "agent_name") ?? textAt(input, "name");
  return {
    tool,
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
function startProgress(
  { _meta, notify }: ServerContext["mcpReq"],
  { log, clock, redact = redactNothing }: Surroundings,
): ProgressReport {
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
    const params = { progressToken: progressToken ?? "", progress: sent, message: redact(message) };
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
