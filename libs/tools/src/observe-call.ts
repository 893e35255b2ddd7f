import type { ErrorCode } from "@fleet-mcp/models";

/** A call of a tool as it begins, for logs, metrics and traces. */
export interface ObservedCall {
  readonly tool: string;
  /** As the client named it, unchecked. */
  readonly agent: string | undefined;
  /** The JSON-RPC id. */
  readonly requestId: string;
  /** W3C trace context of the caller, unchecked. */
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
}

/** How a call ended: `cancelled` when nobody waits for its answer any more. */
export type CallOutcome = "ok" | "cancelled" | ErrorCode;

/** Runs the call, once, and may look at its outcome; what it runs never rejects. */
export type ObserveCall = (call: ObservedCall, run: () => Promise<CallOutcome>) => Promise<void>;

export const observeNothing: ObserveCall = async (_call, run) => {
  await run();
};
