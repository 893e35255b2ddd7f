import type { ObservedRequest, RequestOutcome } from "@fleet-mcp/coder-client";
import type { CallOutcome, ObservedCall } from "@fleet-mcp/tools";
import {
  context,
  createTraceState,
  isSpanContextValid,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Attributes, Context, Span } from "@opentelemetry/api";
import { version } from "../version.ts";
import type { CallTransport } from "./call-transport.ts";
import { shortText } from "./short-text.ts";
import { readTraceparent, traceHeaders } from "./trace-context.ts";

export interface Tracing {
  /** Runs a call in a span of its own and tells it the id of its trace. */
  traceCall(
    call: ObservedCall,
    transport: CallTransport,
    run: (traceId: string) => Promise<CallOutcome>,
  ): Promise<CallOutcome>;
  /** Runs a request in a span below the call's, with the headers that continue the trace in Coder. */
  traceRequest(
    request: ObservedRequest,
    send: (headers: Readonly<Record<string, string>>) => Promise<RequestOutcome>,
  ): Promise<RequestOutcome>;
  /** Resolves when the exporter has handed on what it kept for its next batch. */
  flush(): Promise<void>;
}

/** Spans for whoever registered OpenTelemetry. */
export function createTracing(): Tracing {
  const tracer = trace.getTracer("fleet-mcp", version);
  return { traceCall, traceRequest, flush };

  async function traceCall(
    call: ObservedCall,
    transport: CallTransport,
    run: (traceId: string) => Promise<CallOutcome>,
  ): Promise<CallOutcome> {
    const ambient = trace.getSpanContext(context.active());
    const remote = remoteContext(call);
    const options = {
      kind: SpanKind.SERVER,
      attributes: callAttributes(call, transport),
      links: remote && ambient ? [{ context: ambient }] : [],
    };
    const span = tracer.startSpan(`tools/call ${call.tool}`, options, remote ?? context.active());
    const outcome = await context.with(below(span), () => run(span.spanContext().traceId));
    span.setAttribute("fleet.call.code", outcome);
    if (outcome !== "ok" && outcome !== "cancelled") fail(span, "tool_error");
    span.end();
    return outcome;
  }

  async function traceRequest(
    { method, route }: ObservedRequest,
    send: (headers: Readonly<Record<string, string>>) => Promise<RequestOutcome>,
  ): Promise<RequestOutcome> {
    const attributes = { "http.request.method": method, "url.template": route };
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.CLIENT, attributes });
    const outcome = await context.with(below(span), () => send(outgoingHeaders(span)));
    if (typeof outcome === "number") span.setAttribute("http.response.status_code", outcome);
    if (outcome === "error" || (typeof outcome === "number" && outcome >= 400)) fail(span, String(outcome));
    span.end();
    return outcome;
  }

  /** The API knows no flush, but its SDKs do; the API itself wraps their provider. */
  async function flush(): Promise<void> {
    const provider: object = trace.getTracerProvider();
    const wrapped: unknown = resultOf(provider, "getDelegate");
    await resultOf(wrapped ?? provider, "forceFlush");
  }

  function below(span: Span): Context {
    return trace.setSpan(context.active(), span);
  }

  function fail(span: Span, type: string): void {
    span.setAttribute("error.type", type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }

  function remoteContext({ traceparent, tracestate }: ObservedCall): Context | undefined {
    const remote = readTraceparent(traceparent);
    if (!remote) return undefined;
    const traceState = tracestate === undefined ? undefined : createTraceState(tracestate);
    return trace.setSpanContext(context.active(), { ...remote, ...(traceState && { traceState }) });
  }

  /** As the operator registered it; without a propagator as W3C has it, which is what Coder reads. */
  function outgoingHeaders(span: Span): Readonly<Record<string, string>> {
    const headers: Record<string, string> = {};
    propagation.inject(below(span), headers);
    if (Object.keys(headers).length > 0 || !isSpanContextValid(span.spanContext())) return headers;
    return traceHeaders(span.spanContext());
  }
}

function resultOf(target: unknown, method: string): unknown {
  if (typeof target !== "object" || target === null) return undefined;
  const own: unknown = Reflect.get(target, method);
  return typeof own === "function" ? Reflect.apply(own, target, []) : undefined;
}

/** By OpenTelemetry's conventions for MCP. */
const callAttributes = ({ tool, agent, requestId }: ObservedCall, transport: CallTransport): Attributes => ({
  "mcp.method.name": "tools/call",
  "gen_ai.tool.name": tool,
  "gen_ai.operation.name": "execute_tool",
  "jsonrpc.request.id": shortText(requestId),
  "network.transport": transport === "http" ? "tcp" : "pipe",
  ...(agent !== undefined && { "fleet.agent.name": shortText(agent) }),
});
