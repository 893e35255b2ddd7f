import type { Origin } from "@fleet-mcp/models";

interface Call {
  readonly caller: string;
  /** As the client sent it. */
  readonly traceparent: string | undefined;
}

/** Whose order a call is, under an id of its own. A trace context that is none is left out: it would be kept for ever. */
export const originOf = ({ caller, traceparent = "" }: Call): Origin => ({
  actor: caller || "local",
  correlationId: crypto.randomUUID(),
  ...(traceContext.test(traceparent) ? { traceParent: traceparent } : {}),
});

/** W3C Trace Context §3.2, version 00 and later ones of the same form. */
const traceContext = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
