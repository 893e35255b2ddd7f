import { lastSeenMs } from "./last-seen.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";

/** A new build takes the machine away: all that ran on it ends. */
export function haltAgents(workspace: SimWorkspace, nowMs: number): void {
  for (const { agent } of workspace.builds) {
    if (agent === undefined || agent.isReplaced) continue;
    agent.isReplaced = true;
    agent.api?.stop();
    agent.api = undefined;
    if (agent.status !== "connected") continue;
    agent.lastConnectedMs = lastSeenMs(agent, nowMs) ?? nowMs;
    agent.status = "disconnected";
    agent.disconnectedMs = nowMs;
  }
}
