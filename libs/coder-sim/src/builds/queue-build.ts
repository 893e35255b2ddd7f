import { bootAgent } from "../agents/boot-agent.ts";
import { haltAgents } from "../agents/halt-agents.ts";
import { activeVersion } from "../world/sim-template.ts";
import type { SimPreset, SimVersion } from "../world/sim-template.ts";
import type { SimUser } from "../world/sim-user.ts";
import type { SimBuild, SimWorkspace, Transition } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { logBuild } from "./log-build.ts";
import { planBuild } from "./plan-build.ts";

export interface BuildOrder {
  readonly transition: Transition;
  readonly initiator: SimUser;
  readonly reason?: string;
  readonly isOrphan?: boolean;
  readonly version?: SimVersion;
  readonly preset?: SimPreset | undefined;
  readonly parameters?: ReadonlyMap<string, string>;
}

/** A new build of the workspace: pending now, taken up and ended by the timeline. What is not said stays as it was. */
export function queueBuild(world: World, workspace: SimWorkspace, order: BuildOrder): SimBuild {
  const { random, timeline, timings } = world;
  const last = workspace.builds.at(-1);
  const build: SimBuild = {
    id: random.uuid(),
    jobId: random.uuid(),
    workspace,
    number: workspace.builds.length + 1,
    transition: order.transition,
    reason: order.reason ?? "initiator",
    initiator: order.initiator,
    version: order.version ?? last?.version ?? activeVersion(workspace.template),
    preset: "preset" in order ? order.preset : last?.preset,
    parameters: new Map([...(last?.parameters ?? []), ...(order.parameters ?? [])]),
    createdMs: timeline.now(),
    isOrphan: order.isOrphan ?? false,
    resourceId: random.uuid(),
    logs: [],
    job: "pending",
    agent: undefined,
    callOff: () => {},
  };
  workspace.builds.push(build);
  world.builds.set(build.id, build);
  world.journal.build(workspace, build.transition, build.reason);
  build.callOff = timeline.after(timings.queueMs, () => run(world, build));
  world.changed(workspace, "build");
  return build;
}

function run(world: World, build: SimBuild): void {
  const { timeline } = world;
  build.job = "running";
  build.startedMs = timeline.now();
  haltAgents(build.workspace, timeline.now());
  logBuild(world, build, "taken up");
  const { durationMs, error } = planBuild(world, build);
  build.callOff = () => {};
  if (durationMs !== undefined) build.callOff = timeline.after(durationMs, () => end(world, build, error));
  world.changed(build.workspace, "build");
}

function end(world: World, build: SimBuild, error: string | undefined): void {
  const { workspace } = build;
  build.completedMs = world.timeline.now();
  build.job = error === undefined ? "succeeded" : "failed";
  if (error !== undefined) build.error = error;
  logBuild(world, build, error === undefined ? "succeeded" : "failed");
  if (build.job === "succeeded" && build.transition === "start") build.agent = bootAgent(world, build);
  if (build.job === "succeeded" && build.transition === "delete") {
    const task = world.tasks.get(workspace.taskId ?? "");
    if (task !== undefined) task.isDeleted = true;
    world.journal.deleted(workspace);
    world.remove(workspace);
    return;
  }
  world.changed(workspace, "build");
}
