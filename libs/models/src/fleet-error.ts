import { z } from "zod";

/** Everything that can go wrong, as callers may branch on it. */
export const ErrorCode = z.enum([
  "invalid_input",
  "not_found",
  "already_exists",
  "busy",
  "not_busy",
  "offline",
  "forbidden",
  "unauthenticated",
  "rate_limited",
  "unsupported",
  "build_failed",
  "timeout",
  "unavailable",
  "internal",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export interface FleetErrorOptions {
  /** The next step, in words that name tools. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** Base of every layer's error. The message is safe for a model: our words, no foreign text, no secrets. */
export abstract class FleetError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: FleetErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = options.hint;
  }
}
