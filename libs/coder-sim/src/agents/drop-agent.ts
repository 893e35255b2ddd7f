import type { SimAgent } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";

const awayMs = 10_000;

/** The machine loses its connection and finds it again after a while; what runs on it goes on. */
export function dropAgent(world: World, agent: SimAgent, forMs = awayMs): void {
  if (agent.status !== "connected" || agent.isReplaced) return;
  agent.status = "disconnected";
  agent.disconnectedMs = world.timeline.now();
  agent.lastConnectedMs = agent.disconnectedMs;
  world.changed(agent.workspace, "agent");
  world.timeline.after(forMs, () => {
    if (agent.isReplaced || agent.status !== "disconnected") return;
    agent.status = "connected";
    agent.lastConnectedMs = world.timeline.now();
    delete agent.disconnectedMs;
    world.changed(agent.workspace, "agent");
  });
}
