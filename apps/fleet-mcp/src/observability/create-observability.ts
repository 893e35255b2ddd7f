import type { ObserveRequest } from "@fleet-mcp/coder-client";
import type { Clock, Logger } from "@fleet-mcp/models";
import type { ObserveCall } from "@fleet-mcp/tools";
import type { Caller } from "../access/caller.ts";
import type { CallTransport } from "./call-transport.ts";
import type { Meter } from "./create-meter.ts";
import type { Tracing } from "./create-tracing.ts";
import { logCall } from "./log-call.ts";

export interface ObservabilitySetup {
  readonly log: Logger;
  readonly clock: Clock;
  /** Whether somebody will ask for metrics; without, nothing is counted or loaded. */
  readonly withMetrics: boolean;
}

export interface Metrics {
  readonly contentType: string;
  readonly text: string;
}

export interface Observability {
  /** For `registerTools`: one line, one span and the counts of each call. */
  observeCall(caller: Caller, transport: CallTransport): ObserveCall;
  /** For `createCoderClient`. */
  readonly observeRequest: ObserveRequest;
  /** For the HTTP server: a request that was refused. */
  countRefusal(status: number): void;
  /** In the text format of Prometheus; absent unless asked for. */
  readonly metrics?: () => Promise<Metrics>;
  /** For the end of the process, which waits for no exporter: sends the last spans, in half a second or not at all. */
  flush(): Promise<void>;
}

const flushMs = 500;

/** What operators see of the server: a line per call, metrics, and spans where OpenTelemetry was registered before the start. */
export async function createObservability({ log, clock, withMetrics }: ObservabilitySetup): Promise<Observability> {
  const tracing = await loadTracing();
  const meter = withMetrics ? await loadMeter() : undefined;
  const countRefusal = (status: number) => meter?.countRefusal(status);
  return { observeCall, observeRequest, countRefusal, flush, ...(meter && { metrics: meter.read }) };

  function observeCall({ name: caller }: Caller, transport: CallTransport): ObserveCall {
    return async (call, run) => {
      const settle = async (traceId?: string) => {
        meter?.beginCall();
        const { outcome: code, durationMs } = await timed(run);
        meter?.endCall(call.tool, code, durationMs);
        logCall(log, { call, code, durationMs, caller, transport, traceId });
        return code;
      };
      await (tracing ? tracing.traceCall(call, transport, settle) : settle());
    };
  }

  async function observeRequest(...[request, send]: Parameters<ObserveRequest>): Promise<void> {
    const settle = async (headers: Readonly<Record<string, string>>) => {
      const { outcome, durationMs } = await timed(() => send(headers));
      meter?.countRequest(request, outcome, durationMs);
      return outcome;
    };
    await (tracing ? tracing.traceRequest(request, settle) : settle({}));
  }

  async function flush(): Promise<void> {
    if (!tracing) return;
    const ended = new AbortController();
    const flushed = tracing
      .flush()
      .catch((error: unknown) => log.warn("the last spans could not be exported", { error }));
    const late = clock.sleep(flushMs, ended.signal).catch(() => {});
    await Promise.race([flushed, late]);
    ended.abort();
  }

  /** The clock may be set back meanwhile. */
  async function timed<T>(run: () => Promise<T>): Promise<{ readonly outcome: T; readonly durationMs: number }> {
    const startedAt = clock.now();
    const outcome = await run();
    return { outcome, durationMs: Math.max(0, clock.now() - startedAt) };
  }
}

/** Loaded only when somebody registered OpenTelemetry before the server started. */
async function loadTracing(): Promise<Tracing | undefined> {
  if (!(Symbol.for("opentelemetry.js.api.1") in globalThis)) return undefined;
  const { createTracing } = await import("./create-tracing.ts");
  return createTracing();
}

/** Loaded only here: over stdio nobody asks for metrics. */
async function loadMeter(): Promise<Meter> {
  const { createMeter } = await import("./create-meter.ts");
  return createMeter();
}
