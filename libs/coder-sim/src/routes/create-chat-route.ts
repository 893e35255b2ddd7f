import { z } from "zod";
import { createChat } from "../chats/create-chat.ts";
import { forbidden, json, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toChat } from "../wire/to-chat.ts";
import type { World } from "../world/world.ts";
import { Content, Labels, readText, refusedLabels } from "./chat-input.ts";
import { readBody } from "./read-body.ts";
import type { Call } from "./route.ts";
import { visibleWorkspace } from "./visible.ts";

const Body = z.object({
  organization_id: z.uuid().optional(),
  content: Content,
  workspace_id: z.uuid().optional(),
  model_config_id: z.uuid().optional(),
  labels: Labels.default({}),
  client_type: z.enum(["ui", "api"]).optional(),
});

/** `POST {chats}`. */
export function createChatRoute({ world, caller, request }: Call): SimAnswer {
  const read = readBody(Body, request);
  if ("refused" in read) return read.refused;
  const { organization_id: organization, content, workspace_id: workspaceId, labels, client_type: type } = read.body;
  if (organization === undefined) return refusal(400, "organization_id is required.");
  if (organization !== world.organization.id)
    return refusal(403, "You are not a member of the specified organization.");
  if (world.chats.setup === "no-access" && !caller.isAdmin) return forbidden();
  const words = readText(content);
  if ("refused" in words) return words.refused;
  const unfit = refusedLabels(labels);
  if (unfit !== undefined) return unfit;
  const workspace = workspaceId === undefined ? undefined : visibleWorkspace(world, caller, workspaceId);
  if (workspaceId !== undefined && (workspace === undefined || workspace.isDeleted)) return workspaceMissing();
  const unmodelled = refusedModel(world, read.body.model_config_id);
  if (unmodelled !== undefined) return unmodelled;
  const order = { owner: caller, text: words.text, labels, workspace, ...(type && { clientType: type }) };
  return json(201, toChat(world, createChat(world, order)));
}

export const workspaceMissing = () => refusal(400, "Workspace not found or you do not have access to this resource");

/** Without a model chosen there has to be a default one. */
function refusedModel({ chats }: World, id: string | undefined): SimAnswer | undefined {
  if (chats.setup === "no-model") return refusal(400, "No default chat model config is configured.");
  if (id === undefined || id === chats.modelConfigId) return undefined;
  const detail =
    'execute transaction: insert chat: pq: insert or update on table "chats" violates foreign key constraint "chats_last_model_config_id_fkey"';
  return refusal(400, "Invalid model config ID.", { detail });
}
