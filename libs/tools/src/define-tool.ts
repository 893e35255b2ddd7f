import type { ConfirmOptions } from "@fleet-mcp/services";
import type { z } from "zod";
import type { Quote } from "./answers/quote.ts";
import type { ToolsetName } from "./toolset-name.ts";

/** How an answer that is too long is made shorter. */
export interface Shortening {
  /** The longest that a free text may be. */
  readonly length: number;
  /** The most entries that a list may have. */
  readonly entries: number;
}

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
  handle(input: z.output<I>, options: ConfirmOptions): Promise<z.input<O>>;
  /** The result in a few plain words, for clients that do not read structured content; foreign text at length is quoted. */
  text(result: z.output<O>, quote: Quote): string;
  /** The same result, shorter, saying what was left out. Without it, long texts are cut. */
  shorten?(result: z.output<O>, by: Shortening): z.input<O>;
}

/** Returns the definition unchanged; it only lets the types of `handle` and `text` follow from the schemas. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): ToolDefinition<I, O> {
  return definition;
}
