import { z } from "zod";
import { archiveChat } from "../chats/archive-chat.ts";
import { refusedIn } from "../chats/chat-state.ts";
import { empty, missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimChat } from "../world/sim-chat.ts";
import { Labels, refusedLabels } from "./chat-input.ts";
import { workspaceMissing } from "./create-chat-route.ts";
import { readBody } from "./read-body.ts";
import type { Call } from "./route.ts";
import { visibleWorkspace } from "./visible.ts";

const Body = z.object({
  title: z.string().optional(),
  archived: z.boolean().optional(),
  workspace_id: z.uuid().optional(),
  pin_order: z.number().int().optional(),
  labels: Labels.optional(),
});
type Changes = z.output<typeof Body>;

/** `PATCH {chats}/{id}`: what is not named stays; labels are exchanged as a whole. */
export function patchChat(call: Call, chat: SimChat): SimAnswer {
  if (call.caller !== chat.owner) return missing();
  const read = readBody(Body, call.request);
  if ("refused" in read) return read.refused;
  return describe(call, chat, read.body) ?? place(call, chat, read.body) ?? file(call, chat, read.body) ?? empty(204);
}

function describe({ world }: Call, chat: SimChat, { title, labels, pin_order: order }: Changes): SimAnswer | undefined {
  if (title?.trim() === "") return refusal(400, "Title cannot be empty.");
  const unfit = labels && refusedLabels(labels);
  if (unfit !== undefined) return unfit;
  if (order !== undefined && order < 0) return refusal(400, "Pin order must be non-negative.");
  chat.pinOrder = order ?? chat.pinOrder;
  chat.labels = labels ?? chat.labels;
  if (title !== undefined) {
    chat.title = title.trim();
    world.chats.hub.changed("title_change", chat);
  }
  return undefined;
}

/** Another machine is taken at the next turn. */
function place({ world, caller }: Call, chat: SimChat, { workspace_id: id }: Changes): SimAnswer | undefined {
  if (id === undefined) return undefined;
  const workspace = visibleWorkspace(world, caller, id);
  if (workspace === undefined || workspace.isDeleted) return workspaceMissing();
  chat.workspace = workspace;
  chat.agent = undefined;
  chat.updatedMs = world.timeline.now();
  world.journal.chat(workspace);
  return undefined;
}

function file({ world }: Call, chat: SimChat, { archived }: Changes): SimAnswer | undefined {
  if (archived === undefined) return undefined;
  if (archived === chat.isArchived) return refusal(400, `Chat is already ${archived ? "" : "not "}archived.`);
  const refused = refusedIn(chat, "SetArchived");
  if (refused !== undefined) return refused;
  archiveChat(world, chat, archived);
  return undefined;
}
