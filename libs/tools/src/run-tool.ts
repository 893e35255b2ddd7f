import type { Redact } from "@fleet-mcp/models";
import type { ConfirmOptions } from "@fleet-mcp/services";
import { makeAnswer } from "./answers/make-answer.ts";
import type { Answer } from "./answers/make-answer.ts";
import type { ToolDefinition } from "./define-tool.ts";
import { parseInput } from "./parse-input.ts";

/** One call from what a client sent to the answer it gets. Throws what the tool throws, and InvalidInputError. */
export async function runTool(
  tool: ToolDefinition,
  given: unknown,
  options: ConfirmOptions,
  redact?: Redact,
): Promise<Answer> {
  return makeAnswer(tool, await tool.handle(parseInput(tool, given), options), redact);
}
