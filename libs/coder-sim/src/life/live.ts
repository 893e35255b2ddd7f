import { latestBuild } from "../world/sim-workspace.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { pickWork } from "./work-items.ts";

const pauseMs: readonly [number, number] = [60_000, 300_000];

/** Somebody gives these agents work now and then, and ends what got stuck, until each is deleted. */
export function live(world: World, workspaces: readonly SimWorkspace[]): void {
  for (const workspace of workspaces) next(workspace);

  function next(workspace: SimWorkspace): void {
    world.timeline.after(world.random.between(...pauseMs), () => {
      if (workspace.isDeleted) return;
      nudge(world, workspace);
      next(workspace);
    });
  }
}

function nudge(world: World, workspace: SimWorkspace): void {
  const { agent } = latestBuild(workspace);
  if (agent?.status !== "connected" || agent.api === undefined) return;
  if (!agent.api.isStable()) {
    if (world.random.chance(0.3)) agent.api.sendRaw("\u001b");
    return;
  }
  const prompt = `${pickWork(world.random)} for ticket ${world.random.between(100, 9999)}`;
  world.journal.prompt(workspace, prompt, "life");
  void agent.api.send(prompt);
}
