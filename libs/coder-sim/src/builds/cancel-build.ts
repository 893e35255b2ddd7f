import type { SimBuild } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { logBuild } from "./log-build.ts";

/** A pending build is canceled at once, a running one when the provisioner obeys: then it has failed. */
export function cancelBuild(world: World, build: SimBuild): void {
  const { timeline, timings } = world;
  build.callOff();
  build.canceledMs = timeline.now();
  if (build.job === "pending") {
    build.job = "canceled";
    build.completedMs = timeline.now();
    build.error = "canceled";
  } else {
    build.job = "canceling";
    build.callOff = timeline.after(timings.cancelMs, () => {
      build.job = "failed";
      build.completedMs = timeline.now();
      build.error = "canceled";
      logBuild(world, build, "failed");
      world.changed(build.workspace, "build");
    });
  }
  world.changed(build.workspace, "build");
}
