import type { SimChat } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";

/** An archived chat is out of the lists; it can be brought back. */
export function archiveChat(world: World, chat: SimChat, isArchived: boolean): void {
  chat.isArchived = isArchived;
  chat.updatedMs = world.timeline.now();
  world.chats.hub.changed(isArchived ? "deleted" : "created", chat);
}
