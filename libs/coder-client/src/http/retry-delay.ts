import type { CoderError } from "../coder-error.ts";

const maxRetries = 2;
const longestWaitSeconds = 5;
const firstBackoffMs = 250;

/**
 * How long to wait before the next attempt, or undefined for none. A rate limit is waited for when it is short, writes
 * too, as nothing was done; all else is repeated only for reads, when Coder or the way to it failed.
 */
export function retryDelayMs(error: CoderError, retries: number): number | undefined {
  if (retries >= maxRetries) return undefined;
  if (error.reason === "rate_limited") return shortWaitMs(error.retryAfterSeconds);
  if (error.method !== "GET" || !isPassing(error)) return undefined;
  return firstBackoffMs * 2 ** retries * (0.5 + Math.random() / 2);
}

function shortWaitMs(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds <= longestWaitSeconds ? seconds * 1000 : undefined;
}

/** An app that does not answer is an answer about the app, although it comes as 502. */
function isPassing({ reason, status }: CoderError): boolean {
  if (reason === "network" || reason === "dns") return true;
  return reason !== "app_unreachable" && status !== undefined && [502, 503, 504].includes(status);
}
