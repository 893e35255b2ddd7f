import { FleetError } from "@fleet-mcp/models";
import type { CallOptions, ErrorCode } from "@fleet-mcp/models";
import { withoutStop } from "./without-stop.ts";

/** How long one check waits. */
export const patienceMs = 5_000;

/** What a question to Coder brought: its answer, or why there is none. */
export type Asked<T> =
  | { readonly isKnown: true; readonly answer: T }
  | { readonly isKnown: false; readonly code: ErrorCode; readonly why: string };

/** Asks within the patience; a Coder that refuses or hangs is an answer too. */
export async function ask<T>(
  question: (options: CallOptions) => Promise<T>,
  waitMs: number = patienceMs,
): Promise<Asked<T>> {
  const signal = AbortSignal.timeout(waitMs);
  try {
    return { isKnown: true, answer: await question({ signal }) };
  } catch (error) {
    if (signal.aborted) return { isKnown: false, code: "timeout", why: `no answer within ${waitMs / 1_000} s` };
    if (error instanceof FleetError) return { isKnown: false, code: error.code, why: withoutStop(error.message) };
    throw error;
  }
}
