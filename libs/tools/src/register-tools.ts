import type { CallOptions, Clock, Logger, Progress } from "@fleet-mcp/models";
import type { CallToolResult, McpServer, ServerContext, StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ToolDefinition } from "./define-tool.ts";
import { errorResult } from "./error-result.ts";
import { parseInput } from "./parse-input.ts";

interface Surroundings {
  readonly log: Logger;
  readonly clock: Clock;
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
  { log, clock }: Surroundings,
): Promise<CallToolResult> {
  const { signal } = mcpReq;
  const progress = startProgress(mcpReq, { log, clock });
  try {
    const result = await tool.handle(parseInput(tool, input), { signal, ...progress.options });
    const structuredContent = tool.output.parse(result);
    return { content: [{ type: "text", text: tool.text(structuredContent) }], structuredContent };
  } catch (error) {
    // Nobody waits for an answer any more: the SDK drops it.
    if (signal.aborted) throw error;
    return errorResult(error, log, tool.name);
  } finally {
    progress.end();
  }
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
