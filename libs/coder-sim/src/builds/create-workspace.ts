import type { SimPreset, SimVersion } from "../world/sim-template.ts";
import type { SimUser } from "../world/sim-user.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { promptParameters } from "../templates/template-seeds.ts";
import { queueBuild } from "./queue-build.ts";

export interface WorkspaceOrder {
  readonly owner: SimUser;
  readonly initiator: SimUser;
  readonly name: string;
  readonly version: SimVersion;
  readonly preset: SimPreset | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  /** A task's first prompt; elsewhere it comes in a parameter. */
  readonly prompt?: string;
}

/** A workspace with its first start build. */
export function createWorkspace(world: World, order: WorkspaceOrder): SimWorkspace {
  const now = world.timeline.now();
  const { template } = order.version;
  const workspace: SimWorkspace = {
    id: world.random.uuid(),
    name: order.name,
    owner: order.owner,
    template,
    createdMs: now,
    lastUsedMs: now,
    appId: world.random.uuid(),
    builds: [],
    taskId: undefined,
    firstPrompt: order.prompt ?? promptParameters.flatMap((name) => order.parameters.get(name) ?? [])[0],
    latestStatus: undefined,
    isDeleted: false,
    watchers: new Set(),
    row: undefined,
  };
  world.add(workspace);
  world.journal.open(workspace, order.prompt === undefined ? "agentapi" : "tasks");
  queueBuild(world, workspace, {
    transition: "start",
    initiator: order.initiator,
    version: order.version,
    preset: order.preset,
    parameters: order.parameters,
  });
  return workspace;
}
