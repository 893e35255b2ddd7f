import type { Logger } from "@fleet-mcp/models";
import type { CallOutcome, ObservedCall } from "@fleet-mcp/tools";
import type { CallTransport } from "./call-transport.ts";
import { shortText } from "./short-text.ts";

export interface EndedCall {
  readonly call: ObservedCall;
  readonly code: CallOutcome;
  readonly durationMs: number;
  /** The name of the caller's token. */
  readonly caller: string;
  readonly transport: CallTransport;
  readonly traceId: string | undefined;
}

/** The line of one call: what was done to whom by whom, never with which words. */
export function logCall(log: Logger, { call, code, durationMs, caller, transport, traceId }: EndedCall): void {
  log[worrying.includes(code) ? "warn" : "info"]("call", {
    tool: call.tool,
    agent: call.agent === undefined ? undefined : shortText(call.agent),
    code,
    duration_ms: durationMs,
    request_id: shortText(call.requestId),
    caller,
    transport,
    trace_id: traceId,
  });
}

/** Outcomes that no caller can mend: an operator should look. */
const worrying: readonly CallOutcome[] = ["internal", "unauthenticated", "unavailable"];
