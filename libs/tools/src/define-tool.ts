import type { CallOptions } from "@fleet-mcp/models";
import type { z } from "zod";
import type { ToolsetName } from "./toolset-name.ts";

/** One operation of the fleet as a client sees it; nothing here belongs to MCP, so other surfaces can be made of it. */
export interface ToolDefinition<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** The one group it is switched on and off with; every tool of ours has one. */
  readonly toolset?: ToolsetName;
  readonly description: string;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
  /** Fields it does not name are refused. */
  readonly input: I;
  /** Fields it does not name are dropped from the answer. */
  readonly output: O;
  handle(input: z.output<I>, options: CallOptions): Promise<z.input<O>>;
  /** The result in a few plain words, for clients that do not read structured content. */
  text(result: z.output<O>): string;
}

/** Returns the definition unchanged; it only lets the types of `handle` and `text` follow from the schemas. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): ToolDefinition<I, O> {
  return definition;
}
