import type { SimBuild, SimBuildLog } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";

const stages = { start: "Starting workspace", stop: "Stopping workspace", delete: "Destroying workspace" } as const;
const verbs = { start: "Creating", stop: "Destroying", delete: "Destroying" } as const;

/** Writes what the provisioner says at this point of a build. */
export function logBuild(world: World, build: SimBuild, point: "taken up" | "succeeded" | "failed"): void {
  const stage = stages[build.transition];
  const verb = verbs[build.transition];
  if (point === "taken up") {
    write("provisioner_daemon", "Setting up", "");
    write("provisioner_daemon", stage, "");
    write("provisioner", stage, `docker_container.dev: ${verb}...\n`);
    return;
  }
  if (point === "succeeded") write("provisioner", stage, `docker_container.dev: ${verb} complete\n`);
  write("provisioner_daemon", "Cleaning Up", "");

  function write(source: SimBuildLog["source"], logStage: string, output: string): void {
    const createdMs = world.timeline.now();
    build.logs.push({ id: world.nextLogId(), createdMs, source, level: "info", stage: logStage, output });
  }
}
