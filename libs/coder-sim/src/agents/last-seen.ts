import type { SimAgent } from "../world/sim-workspace.ts";

/** How often a connected agent says that it is there. */
export const heartbeatMs = 15_000;

/** When an agent that never connected, or is connected, or was, last said so. */
export function lastSeenMs({ status, lastConnectedMs }: SimAgent, nowMs: number): number | undefined {
  if (lastConnectedMs === undefined || status !== "connected") return lastConnectedMs;
  return nowMs - ((nowMs - lastConnectedMs) % heartbeatMs);
}
