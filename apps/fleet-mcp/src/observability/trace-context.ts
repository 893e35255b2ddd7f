import type { SpanContext } from "@opentelemetry/api";

/** The ids of a W3C `traceparent`, as far as it is one; what follows in versions to come is passed over. */
export function readTraceparent(text: string | undefined): SpanContext | undefined {
  const [, version, traceId, spanId, flags, rest] = pattern.exec(text ?? "") ?? [];
  if (!traceId || !spanId || !flags || version === "ff" || (version === "00" && rest !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & sampled, isRemote: true };
}

/** The headers that carry a span's context to whom it calls. */
export function traceHeaders({ traceId, spanId, traceFlags, traceState }: SpanContext): Record<string, string> {
  const state = traceState?.serialize() ?? "";
  const traceparent = `00-${traceId}-${spanId}-0${traceFlags & sampled}`;
  return state === "" ? { traceparent } : { traceparent, tracestate: state };
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.{0,200})?$/;
const sampled = 1;
