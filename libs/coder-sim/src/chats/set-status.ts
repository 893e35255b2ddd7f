import type { ChatStatus, SimChat } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";

/** Every change of the status is one of the chat; also the one to the status that it has. */
export function setStatus(world: World, chat: SimChat, status: ChatStatus): void {
  chat.status = status;
  chat.updatedMs = world.timeline.now();
  world.chats.hub.changed("status_change", chat);
}

/** The model sums a turn up a little after it ended, which is no change of the chat itself. */
export function setSummary(world: World, chat: SimChat, summary: string | undefined): void {
  if (chat.summary === summary) return;
  chat.summary = summary;
  world.chats.hub.changed("summary_change", chat);
}
