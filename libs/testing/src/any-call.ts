import type { CallOptions } from "@fleet-mcp/models";

/** The last argument of a call where a test does not care: a signal that is never aborted. */
export function anyCall(options: Partial<CallOptions> = {}): CallOptions {
  return { signal: new AbortController().signal, ...options };
}
