import { cleanLine } from "@fleet-mcp/models";
import type { ErrorCode, Logger } from "@fleet-mcp/models";
import { ServiceError } from "@fleet-mcp/services";
import type { CallToolResult } from "@modelcontextprotocol/server";
import { InvalidInputError } from "./parse-input.ts";

/** What a caller is told of an error: a code from the closed list, and words that are safe for a model. */
export interface ErrorText {
  readonly code: ErrorCode;
  readonly text: string;
}

/**
 * The only place where an error becomes text. What a service or the input check refused keeps its words; anything else is a
 * fault of ours: a fixed sentence with a reference, the details to the log.
 */
export function errorText(error: unknown, log: Logger, tool: string): ErrorText {
  if (error instanceof ServiceError || error instanceof InvalidInputError) {
    log.debug("tool refused", { tool, error });
    return worded(error.code, error.message, error.hint);
  }
  const reference = crypto.randomUUID();
  log.error("tool failed unexpectedly", { tool, reference, error });
  return worded("internal", "The server failed unexpectedly.", `Quote reference ${reference} to its operator.`);
}

/** No structured content: the 2025 clients hold it against the tool's output schema, also on errors. Programs read `_meta`. */
export function errorResult(error: unknown, log: Logger, tool: string): CallToolResult {
  const { code, text } = errorText(error, log, tool);
  return { isError: true, content: [{ type: "text", text }], _meta: { "fleet-mcp/error-code": code } };
}

/** The code that the result of `errorResult` carries. */
export const codeOf = (error: unknown): ErrorCode =>
  error instanceof ServiceError || error instanceof InvalidInputError ? error.code : "internal";

/** Longer ones repeat what they were sent. */
const maxMessageLength = 2_000;

const worded = (code: ErrorCode, message: string, hint: string | undefined): ErrorText => ({
  code,
  text: `${code}: ${cleanLine(message, maxMessageLength)}${hint ? `\nNext: ${hint}` : ""}`,
});
