import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createCoderClient, systemClock } from "@fleet-mcp/coder-client";
import type { Clock } from "@fleet-mcp/models";
import { anyCall, createFakeClock } from "@fleet-mcp/testing";
import type { CallOutcome, ObservedCall } from "@fleet-mcp/tools";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { TextMapPropagator } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { localCaller } from "../access/caller.ts";
import { createLogger } from "../logger.ts";
import { createObservability } from "./create-observability.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";
const traceparent = `00-${traceId}-${spanId}-01`;
const app = { owner: "riley", workspace: "otter", agent: "main", slug: "ai" };

let exporter: InMemorySpanExporter;
beforeEach(() => {
  exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});

const closing: (() => void)[] = [];
afterEach(() => {
  trace.disable();
  context.disable();
  propagation.disable();
  closing.splice(0).forEach((close) => close());
});

describe("the span of a call", () => {
  it("is named after the tool and tells what OpenTelemetry's conventions for MCP ask for", async () => {
    const { observe } = await setUp();

    await observe({ ...call, agent: "otter", requestId: "7" }, ok);

    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ name: "tools/call show_agent", kind: SpanKind.SERVER });
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(span?.attributes).toEqual({
      "mcp.method.name": "tools/call",
      "gen_ai.tool.name": "show_agent",
      "gen_ai.operation.name": "execute_tool",
      "jsonrpc.request.id": "7",
      "network.transport": "tcp",
      "fleet.agent.name": "otter",
      "fleet.call.code": "ok",
    });
  });

  it("says pipe over stdio", async () => {
    const { observability } = await setUp();

    await observability.observeCall(localCaller, "stdio")(call, ok);

    expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({ "network.transport": "pipe" });
  });

  it("continues the trace of the client, with the state of its vendors", async () => {
    const { observe } = await setUp();

    await observe({ ...call, traceparent, tracestate: "vendor=1" }, ok);

    const [span] = exporter.getFinishedSpans();
    expect(span?.parentSpanContext).toMatchObject({ traceId, spanId, isRemote: true });
    expect(span?.spanContext().traceState?.serialize()).toBe("vendor=1");
  });

  it.each(["", "x", `${traceparent}\r\nx: 1`, `00-${"0".repeat(32)}-${spanId}-01`])(
    "begins a trace where the client sends %j",
    async (invalid) => {
      const { observe } = await setUp();

      await observe({ ...call, traceparent: invalid, tracestate: "\u0000" }, ok);

      const [span] = exporter.getFinishedSpans();
      expect(span?.parentSpanContext).toBeUndefined();
      expect(span?.spanContext().traceId).not.toBe(traceId);
    },
  );

  it("lies below the span of the HTTP request, and is linked to it where the client names another parent", async () => {
    const { observe } = await setUp();
    const http = trace.getTracer("http").startSpan("POST /mcp");

    await context.with(trace.setSpan(context.active(), http), async () => {
      await observe(call, ok);
      await observe({ ...call, traceparent }, ok);
    });

    const [below, linked] = exporter.getFinishedSpans();
    expect(below?.parentSpanContext?.spanId).toBe(http.spanContext().spanId);
    expect(below?.links).toEqual([]);
    expect(linked?.parentSpanContext?.spanId).toBe(spanId);
    expect(linked?.links).toMatchObject([{ context: { spanId: http.spanContext().spanId } }]);
  });

  it("is an error when the tool refused or failed", async () => {
    const { observe } = await setUp();

    await observe(call, () => Promise.resolve("busy"));

    const [span] = exporter.getFinishedSpans();
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
    expect(span?.attributes).toMatchObject({ "error.type": "tool_error", "fleet.call.code": "busy" });
  });

  it("is no error when the client cancelled", async () => {
    const { observe } = await setUp();

    await observe(call, () => Promise.resolve("cancelled"));

    const [span] = exporter.getFinishedSpans();
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(span?.attributes).not.toHaveProperty(["error.type"]);
  });

  it("gives its trace's id to the line of the call", async () => {
    const { observe, lines } = await setUp();

    await observe({ ...call, traceparent }, ok);

    expect(lines()).toMatchObject([{ message: "call", trace_id: traceId }]);
  });
});

describe("the end of the process", () => {
  it("sends the spans that an exporter kept for its next batch", async () => {
    trace.disable();
    const spanProcessors = [new BatchSpanProcessor(exporter)];
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
    const { observe, observability } = await setUp({ clock: systemClock });
    await observe(call, ok);
    const before = exporter.getFinishedSpans().length;

    await observability.flush();

    expect([before, exporter.getFinishedSpans().length]).toEqual([0, 1]);
  });

  it.each([
    ["hangs", () => new Promise<void>(() => {}), []],
    ["fails", () => Promise.reject(new Error("no collector")), ["the last spans could not be exported"]],
  ])("goes on when the exporter %s", async (_what, forceFlush, messages) => {
    trace.disable();
    trace.setGlobalTracerProvider(Object.assign(new BasicTracerProvider(), { forceFlush }));
    const { observability, lines } = await setUp();

    await observability.flush();

    expect(lines().map(({ message }) => message)).toEqual(messages);
  });

  it("goes on when nothing can be flushed", async () => {
    trace.disable();
    const { observability, lines } = await setUp();

    await observability.flush();

    expect(lines()).toEqual([]);
  });
});

describe("a request to Coder", () => {
  it("has a span below the call's, named after its endpoint", async () => {
    const { observe, coder } = await setUp();

    await observe({ ...call, traceparent }, async () => {
      await coder.workspaces.getById("w-1", anyCall()).catch(() => {});
      return "ok";
    });

    const [request, parent] = exporter.getFinishedSpans();
    expect(request).toMatchObject({ name: "GET /workspaces/{id}", kind: SpanKind.CLIENT });
    expect(request?.parentSpanContext?.spanId).toBe(parent?.spanContext().spanId);
    expect(request?.attributes).toEqual({
      "http.request.method": "GET",
      "url.template": "/workspaces/{id}",
      "http.response.status_code": 200,
    });
  });

  it("carries the trace to Coder's API and never to the app of a workspace", async () => {
    const { observe, coder, received } = await setUp();

    await observe({ ...call, traceparent, tracestate: "vendor=1" }, async () => {
      await coder.users.me(anyCall());
      await coder.apps.status(app, anyCall());
      return "ok";
    });

    const [asked] = exporter.getFinishedSpans();
    expect(received).toEqual([
      {
        url: "/api/v2/users/me",
        traceparent: `00-${traceId}-${asked?.spanContext().spanId}-01`,
        tracestate: "vendor=1",
      },
      { url: "/@riley/otter.main/apps/ai/status", traceparent: undefined, tracestate: undefined },
    ]);
    expect(exporter.getFinishedSpans().map(({ name }) => name)).toContain("GET app:/status");
  });

  it("carries the trace as the operator's propagator writes it", async () => {
    const shouting: TextMapPropagator<Record<string, string>> = {
      inject: (active, carrier) => {
        carrier["traceparent"] = `of ${trace.getSpanContext(active)?.traceId}`;
      },
      extract: (active) => active,
      fields: () => ["traceparent"],
    };
    propagation.setGlobalPropagator(shouting);
    const { observe, coder, received } = await setUp();

    await observe({ ...call, traceparent }, async () => {
      await coder.users.me(anyCall());
      return "ok";
    });

    expect(received).toMatchObject([{ traceparent: `of ${traceId}` }]);
  });

  it.each([
    [404, "404"],
    ["error", "error"],
  ] as const)("that ends with %s is an error", async (outcome, type) => {
    const { observability } = await setUp();

    await observability.observeRequest({ method: "GET", route: "/tasks" }, () => Promise.resolve(outcome));

    const [span] = exporter.getFinishedSpans();
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
    expect(span?.attributes).toMatchObject({ "error.type": type });
  });

  it("that was cancelled is none", async () => {
    const { observability } = await setUp();

    await observability.observeRequest({ method: "GET", route: "/tasks" }, () => Promise.resolve("cancelled"));

    expect(exporter.getFinishedSpans()[0]?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it("carries nothing where OpenTelemetry was touched but nobody traces", async () => {
    trace.disable();
    const { observe, coder, received } = await setUp();

    await observe(call, async () => {
      await coder.users.me(anyCall());
      return "ok";
    });

    expect(received).toMatchObject([{ traceparent: undefined }]);
  });
});

const call: ObservedCall = {
  tool: "show_agent",
  agent: undefined,
  requestId: "1",
  traceparent: undefined,
  tracestate: undefined,
};

const ok = (): Promise<CallOutcome> => Promise.resolve("ok");

/** The observed client of a Coder that answers everything alike and keeps the trace headers it got. */
async function setUp({ clock = createFakeClock() }: { readonly clock?: Clock } = {}) {
  const received: { readonly url: string | undefined; readonly traceparent: unknown; readonly tracestate: unknown }[] =
    [];
  const server = createServer(({ url, headers }, response) => {
    received.push({ url, traceparent: headers["traceparent"], tracestate: headers["tracestate"] });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "u1", username: "riley", status: "stable" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not on a port");

  const written: string[] = [];
  const log = createLogger({ level: "info", secrets: [], clock, write: (line) => written.push(line) });
  const observability = await createObservability({ log, clock, withMetrics: false });
  return {
    observability,
    received,
    observe: observability.observeCall(localCaller, "http"),
    coder: createCoderClient({
      baseUrl: `http://127.0.0.1:${address.port}`,
      token: "",
      clock,
      observe: observability.observeRequest,
    }),
    lines: () => written.map((line): Record<string, unknown> => JSON.parse(line)),
  };
}
