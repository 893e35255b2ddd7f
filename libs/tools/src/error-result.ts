import { cleanLine, cleanText } from "@fleet-mcp/models";
import type { ErrorCode, Logger, Redact } from "@fleet-mcp/models";
import { ServiceError } from "@fleet-mcp/services";
import type { CallToolResult } from "@modelcontextprotocol/server";
import { InvalidInputError } from "./parse-input.ts";
import { redactNothing } from "./redact-nothing.ts";

/** What a caller is told of an error: a code from the closed list, and words that are safe for a model. */
export interface ErrorText {
  readonly code: ErrorCode;
  readonly text: string;
}

interface Surroundings {
  readonly log: Logger;
  /** Takes out what no answer may hold. */
  readonly redact?: Redact;
}

/**
 * The only place where an error becomes text. What a service or the input check refused keeps its words; anything else is a
 * fault of ours: a fixed sentence with a reference, the details to the log.
 */
export function errorText(error: unknown, tool: string, { log, redact = redactNothing }: Surroundings): ErrorText {
  if (error instanceof ServiceError || error instanceof InvalidInputError) {
    log.debug("tool refused", { tool, error });
    return worded(error.code, error.message, error.hint, redact);
  }
  const reference = crypto.randomUUID();
  log.error("tool failed unexpectedly", { tool, reference, error });
  return worded("internal", "The server failed unexpectedly.", `Quote reference ${reference} to its operator.`, redact);
}

/** No structured content: the 2025 clients hold it against the tool's output schema, also on errors. Programs read `_meta`. */
export function errorResult(error: unknown, tool: string, surroundings: Surroundings): CallToolResult {
  const { code, text } = errorText(error, tool, surroundings);
  return { isError: true, content: [{ type: "text", text }], _meta: { "fleet-mcp/error-code": code } };
}

/** The code that the result of `errorResult` carries. */
export const codeOf = (error: unknown): ErrorCode =>
  error instanceof ServiceError || error instanceof InvalidInputError ? error.code : "internal";

/** Longer ones repeat what they were sent. */
const maxMessageLength = 2_000;

function worded(code: ErrorCode, message: string, hint: string | undefined, redact: Redact): ErrorText {
  const line = cleanLine(redact(cleanText(message)), maxMessageLength);
  return { code, text: `${code}: ${line}${hint ? `\nNext: ${redact(hint)}` : ""}` };
}
