import { CoderError } from "@fleet-mcp/coder-client";
import type { WireTask, WireWorkspace } from "@fleet-mcp/coder-client";
import type { ScenarioContext } from "../define-scenario.ts";
import { coderOf } from "./wiring.ts";

const pollMs = 700;

/** For a call that Coder is meant to refuse; anything but a refusal is a fault of the scenario. */
export async function refused(call: Promise<unknown>): Promise<void> {
  const error: unknown = await call.then(
    () => new Error("It was not refused."),
    (failure: unknown) => failure,
  );
  if (!(error instanceof CoderError && error.status !== undefined && error.status !== 599)) throw error;
}

export async function versionOf(context: ScenarioContext, template: string): Promise<string> {
  const query = template === "shop-backend" ? "has-ai-task:true" : undefined;
  const templates = await coderOf(context).templates.list(query, context);
  const found = templates.find(({ name }) => name === template);
  if (found === undefined) throw new Error(`This Coder has no template ${template}.`);
  return found.active_version_id;
}

/** The id of the task of a workspace. */
export async function taskOf(context: ScenarioContext, name: string): Promise<string> {
  const { task_id } = await coderOf(context).workspaces.getByName(context.owner, name, context);
  if (!task_id) throw new Error(`${name} has no task.`);
  return task_id;
}

/** A new task of the template and role that can run tasks. */
export async function givenTask(context: ScenarioContext, { name, input }: { name: string; input: string }): Promise<WireTask> {
  const version = await versionOf(context, "shop-backend");
  const task = { name, template_version_id: version, template_version_preset_id: await coderRole(context, version), input };
  return coderOf(context).tasks.create(context.owner, task, context);
}

/** The same, when it is active and has done its first prompt. */
export async function givenActiveTask(
  context: ScenarioContext,
  order: { name: string; input: string },
): Promise<WireTask> {
  const task = await givenTask(context, order);
  const { tasks } = coderOf(context);
  await until(context, async () => {
    const { status, current_state: state } = await tasks.get(context.owner, task.id, context);
    return status === "active" && state?.state !== "working";
  });
  return task;
}

/** The same, when it accepts the next. */
export async function givenIdleTask(context: ScenarioContext, order: { name: string; input: string }): Promise<void> {
  const { owner_name: owner } = await givenActiveTask(context, order);
  await untilStable(context, owner, order.name);
}

/** A new workspace of the template that takes its prompt as a parameter. */
export async function givenWorkspace(context: ScenarioContext, { name, prompt }: { name: string; prompt: string }): Promise<WireWorkspace> {
  const version = await versionOf(context, "docs-site");
  const workspace = {
    name,
    template_version_id: version,
    template_version_preset_id: await coderRole(context, version),
    rich_parameter_values: [{ name: "ai_prompt", value: prompt }],
  };
  return coderOf(context).workspaces.create(context.owner, workspace, context);
}

/** The same, when it has done its prompt and accepts the next. */
export async function givenIdleWorkspace(context: ScenarioContext, order: { name: string; prompt: string }): Promise<void> {
  const { id, owner_name: owner } = await givenWorkspace(context, order);
  const { workspaces } = coderOf(context);
  await until(context, async () => {
    const { latest_build: build } = await workspaces.getById(id, context);
    return build.resources.some(({ agents }) => agents.some(({ apps }) => apps.some(({ health }) => health === "healthy")));
  });
  await untilStable(context, owner, order.name);
}

/**
 * An agent whose app dies, whose machine disconnects and whose workspace stops, seen from the outside `calls` times. Only
 * for recordings: on a live Coder nothing falls apart on request, and the scenario fails.
 */
export async function givenFallingApart(context: ScenarioContext, calls: number): Promise<void> {
  const { template_active_version_id: version, owner_name: owner } = await givenWorkspace(context, {
    name: "crane",
    prompt: "Say hello work=1",
  });
  const coder = coderOf(context);
  await refused(coder.workspaces.create(context.owner, { name: "crane", template_version_id: version }, context));
  const app = { owner, workspace: "crane", agent: "main", slug: "ai" };
  for (let call = 1; call <= calls; call += 1) await refused(coder.apps.status(app, context));
}

/** Waits for the end of the build in progress, however it ends. */
export async function untilBuilt(context: ScenarioContext, name: string): Promise<void> {
  const { workspaces } = coderOf(context);
  await until(context, async () => {
    const { latest_build: build } = await workspaces.getByName(context.owner, name, context);
    return !["pending", "running", "canceling"].includes(build.job.status);
  });
}

export async function untilGone(context: ScenarioContext, id: string): Promise<void> {
  const { workspaces } = coderOf(context);
  await until(context, () =>
    workspaces.getById(id, context).then(
      () => false,
      (error: unknown) => error instanceof CoderError && error.reason === "gone",
    ),
  );
}

async function coderRole(context: ScenarioContext, version: string): Promise<string> {
  const presets = await coderOf(context).templates.presets(version, context);
  const role = presets.find(({ name }) => name === "coder");
  if (role === undefined) throw new Error("The template has no preset called coder.");
  return role.id;
}

async function untilStable(context: ScenarioContext, owner: string, workspace: string): Promise<void> {
  const { apps } = coderOf(context);
  const app = { owner, workspace, agent: "main", slug: "ai" };
  await until(context, async () => (await apps.status(app, context)).status === "stable");
}

async function until(context: ScenarioContext, isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await context.clock.sleep(pollMs, context.signal);
}
