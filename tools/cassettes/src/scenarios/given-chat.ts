import type { CoderClient, WireChat } from "@fleet-mcp/coder-client";
import type { ScenarioContext } from "../define-scenario.ts";
import { versionOf } from "./steps.ts";
import { coderOf } from "./wiring.ts";

const firstTask = "Add a health endpoint work=3";

/** The organization that its templates belong to. */
export async function organizationOf({ templates }: CoderClient, context: ScenarioContext): Promise<string> {
  const [template] = await templates.list(undefined, context);
  if (template === undefined) throw new Error("This Coder has no template.");
  return template.organization_id;
}

/** A workspace for a chat, with its machine up. */
export async function givenMachine(context: ScenarioContext, name: string): Promise<string> {
  const { templates, workspaces } = coderOf(context);
  const version = await versionOf(context, "chat-box");
  const preset = (await templates.presets(version, context)).find(({ isDefault }) => isDefault);
  const order = { name, template_version_id: version, ...(preset && { template_version_preset_id: preset.id }) };
  const { id } = await workspaces.create(context.owner, order, context);
  for (;;) {
    const { latest_build: build } = await workspaces.getById(id, context);
    if (build.resources.some(({ agents }) => agents.some(({ status }) => status === "connected"))) return id;
    await context.clock.sleep(700, context.signal);
  }
}

/** A chat bound to the workspace of that name, at work on its first task. */
export async function createBoundChat(coder: CoderClient, name: string, context: ScenarioContext): Promise<WireChat> {
  const { id } = await coder.workspaces.getByName(context.owner, name, context);
  const order = { organization_id: await organizationOf(coder, context), workspace_id: id };
  return coder.chats.create({ ...order, labels: { "fleet-mcp/agent": name }, text: firstTask }, context);
}

export async function untilWaiting({ chats }: CoderClient, chat: string, context: ScenarioContext): Promise<void> {
  while ((await chats.get(chat, context)).status !== "waiting") await context.clock.sleep(700, context.signal);
}
