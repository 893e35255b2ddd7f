import type { ChatStatus, SimChat } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";

/** Who watches is told also of the status that it has already, as when one turn follows another. */
export function setStatus(world: World, chat: SimChat, status: ChatStatus): void {
  const isNew = chat.status !== status;
  chat.status = status;
  chat.updatedMs = world.timeline.now();
  world.chats.hub.changed("status_change", chat);
  if (isNew) world.chats.hub.happened(chat, { kind: "status" });
}

/** The model sums a turn up a little after it ended, which is no change of the chat itself. */
export function setSummary(world: World, chat: SimChat, summary: string | undefined): void {
  if (chat.summary === summary) return;
  chat.summary = summary;
  world.chats.hub.changed("summary_change", chat);
}
