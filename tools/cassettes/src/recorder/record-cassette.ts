import { systemClock } from "@fleet-mcp/coder-client";
import type { Cassette } from "@fleet-mcp/testing";
import { toCoderOrigin } from "../normalise/normalise.ts";
import type { Replacement } from "../normalise/normalise.ts";
import { finishCassette } from "../store/finish-cassette.ts";
import type { NamedScenario } from "../store/load-scenarios.ts";
import { runScenario } from "./run-scenario.ts";

export interface LiveCoder {
  readonly coderUrl: string;
  readonly token: string;
  readonly owner: string;
  /** Names of the deployment that only its operator can know. */
  readonly replacements: readonly Replacement[];
}

/** Agents take minutes to come and go, and are asked about it every second or so. */
const limits = { timeoutMs: 15 * 60_000, maxRequests: 3000 };

/** The cassette of one scenario from a live Coder. */
export async function recordCassette(named: NamedScenario, live: LiveCoder): Promise<Cassette> {
  const { coderUrl, token, owner, replacements } = live;
  const upstream = new URL(coderUrl).origin;
  const drive = { upstream, token, owner, clock: systemClock, ...limits, isLive: true };
  const entries = await runScenario(named.scenario, drive);
  return finishCassette(named, entries, [toCoderOrigin(upstream), ...replacements]);
}
