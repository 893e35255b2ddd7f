import type { ObservedRequest, RequestOutcome } from "@fleet-mcp/coder-client";
import type { CallOutcome } from "@fleet-mcp/tools";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { version } from "../version.ts";

/** The counts of the server, in a registry of its own. Labels come from closed lists only: never an id or a name. */
export function createMeter() {
  const registry = new Registry();
  const registers = [registry];
  const calls = new Counter({
    name: "fleet_mcp_calls_total",
    help: "Finished tool calls by tool and outcome.",
    labelNames: ["tool", "code"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "fleet_mcp_call_duration_seconds",
    help: "Duration of tool calls, with the waits that they ask for.",
    labelNames: ["tool"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const callsInFlight = new Gauge({
    name: "fleet_mcp_calls_in_flight",
    help: "Tool calls that have begun and not ended.",
    registers,
  });
  const requests = new Counter({
    name: "fleet_mcp_coder_requests_total",
    help: "Requests to Coder by endpoint and status; each attempt counts.",
    labelNames: ["route", "method", "status"],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "fleet_mcp_coder_request_duration_seconds",
    help: "Duration of requests to Coder, to the end of the answer.",
    labelNames: ["route", "method"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90],
    registers,
  });
  const refusals = new Counter({
    name: "fleet_mcp_http_refusals_total",
    help: "HTTP requests refused before any tool was called, by status.",
    labelNames: ["status"],
    registers,
  });
  new Gauge({
    name: "fleet_mcp_build_info",
    help: "Always 1; the version is its label.",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  collectDefaultMetrics({ register: registry });

  return {
    beginCall: () => callsInFlight.inc(),
    endCall(tool: string, code: CallOutcome, durationMs: number): void {
      callsInFlight.dec();
      calls.inc({ tool, code });
      callSeconds.observe({ tool }, durationMs / 1_000);
    },
    countRequest({ route, method }: ObservedRequest, status: RequestOutcome, durationMs: number): void {
      requests.inc({ route, method, status });
      requestSeconds.observe({ route, method }, durationMs / 1_000);
    },
    countRefusal: (status: number) => refusals.inc({ status }),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
export type Meter = ReturnType<typeof createMeter>;
