import type { SimTask } from "../world/sim-task.ts";
import type { SimUser } from "../world/sim-user.ts";
import type { SimAgent, SimBuild, SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";

/** What of the world a caller may know of; everything else is missing to them. */
export const maySee = (caller: SimUser, owner: SimUser): boolean => caller.isAdmin || caller === owner;

/** A user by `me`, name or id. */
export function visibleUser(world: World, caller: SimUser, word: string): SimUser | undefined {
  const user = word === "me" ? caller : world.findUser(word);
  return user !== undefined && maySee(caller, user) ? user : undefined;
}

/** Deleted ones too. */
export function visibleWorkspace(world: World, caller: SimUser, id: string): SimWorkspace | undefined {
  const workspace = world.workspaces.get(id);
  return workspace !== undefined && maySee(caller, workspace.owner) ? workspace : undefined;
}

/** By id, whoever owns it, or by name among the tasks of the owner named. */
export function visibleTask(world: World, caller: SimUser, owner: string, word: string): SimTask | undefined {
  const user = visibleUser(world, caller, owner);
  const named = user && world.findByName(user, word)?.taskId;
  const task = world.tasks.get(word.toLowerCase()) ?? world.tasks.get(named ?? "");
  return task !== undefined && !task.isDeleted && maySee(caller, task.workspace.owner) ? task : undefined;
}

export function visibleBuild(world: World, caller: SimUser, id: string): SimBuild | undefined {
  const build = world.builds.get(id);
  return build !== undefined && maySee(caller, build.workspace.owner) ? build : undefined;
}

export function visibleAgent(world: World, caller: SimUser, id: string): SimAgent | undefined {
  const agent = world.agents.get(id);
  return agent !== undefined && maySee(caller, agent.workspace.owner) ? agent : undefined;
}
