import type { ScenarioContext } from "../define-scenario.ts";
import { givenWorkspace, refused, untilBuilt } from "./steps.ts";
import { coderOf } from "./wiring.ts";

/** A workspace whose start has failed. */
export async function givenFailedStart(context: ScenarioContext): Promise<void> {
  await givenWorkspace(context, { name: "newt", prompt: "x" });
  await untilBuilt(context, "newt");
}

/** A workspace whose start hangs and can be cancelled. */
export async function givenHangingStart(context: ScenarioContext): Promise<void> {
  const { workspaces, builds } = coderOf(context);
  await givenFailedStart(context);
  const newt = await workspaces.getByName(context.owner, "newt", context);
  await workspaces.createBuild(newt.id, { transition: "start" }, context);
  await untilBuilt(context, "newt");
  await workspaces.createBuild(newt.id, { transition: "delete" }, context);
  const toad = await givenWorkspace(context, { name: "toad", prompt: "x" });
  await refused(workspaces.createBuild(toad.id, { transition: "delete" }, context));
  await refused(builds.cancel(toad.latest_build.id, "pending", context));
}

/** A workspace whose infrastructure refuses to be deleted. */
export async function givenStickyWorkspace(context: ScenarioContext): Promise<void> {
  const { workspaces, builds } = coderOf(context);
  await givenHangingStart(context);
  const toad = await workspaces.getByName(context.owner, "toad", context);
  await builds.cancel(toad.latest_build.id, "running", context);
  await untilBuilt(context, "toad");
  await workspaces.createBuild(toad.id, { transition: "delete" }, context);
  await givenWorkspace(context, { name: "slug", prompt: "x" });
  await untilBuilt(context, "slug");
}
