import type { CassetteEntry } from "@fleet-mcp/testing";
import type { Clock } from "@fleet-mcp/models";
import type { Scenario } from "../define-scenario.ts";
import { startRecordProxy } from "./record-proxy.ts";
import { untilAborted } from "./until-aborted.ts";

export interface Drive {
  /** Origin of the Coder to drive. */
  readonly upstream: string;
  readonly token: string;
  readonly owner: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly maxRequests: number;
  /** Whether the scenario takes away what it made. */
  readonly isLive: boolean;
}

/** Drives a Coder through the recording proxy and gives what `run` sent and got. */
export async function runScenario(scenario: Scenario, drive: Drive): Promise<CassetteEntry[]> {
  const { upstream, token, owner, clock, timeoutMs, maxRequests, isLive } = drive;
  const runaway = new AbortController();
  const proxy = await startRecordProxy(upstream, (url, count) => {
    if (count > maxRequests) runaway.abort(new Error(`More than ${maxRequests} requests, at last ${url}: does it poll for ever?`));
  });
  const signal = AbortSignal.any([runaway.signal, AbortSignal.timeout(timeoutMs)]);
  const context = { url: proxy.url, token, owner, clock, signal };
  try {
    await untilAborted(Promise.resolve(scenario.given?.(context)), signal);
    proxy.keep(true);
    await untilAborted(scenario.run(context), signal);
  } finally {
    proxy.keep(false);
    // Under a deadline of its own: the scenario's may be what ended it.
    if (isLive) await scenario.cleanUp?.({ ...context, signal: AbortSignal.timeout(timeoutMs) });
    await proxy.close();
  }
  return proxy.entries();
}
