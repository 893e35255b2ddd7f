import type { SimAgent } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";

/** The coding CLI and AgentAPI end; the health check notices after its threshold. Only a restart brings them back. */
export function killApp(world: World, agent: SimAgent): void {
  if (agent.api === undefined) return;
  agent.api.stop();
  agent.api = undefined;
  world.timeline.after(world.timings.unhealthyMs, () => {
    if (agent.isReplaced) return;
    agent.appHealth = "unhealthy";
    world.changed(agent.workspace, "agent");
  });
}
