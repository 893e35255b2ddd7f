import type { SimChat, SimChatMessage, SimQueuedMessage } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";
import { isBusy } from "./chat-state.ts";
import { interruptChat } from "./interrupt-chat.ts";
import { startTurn } from "./turns.ts";

export const longestQueue = 20;

export type Sent = { readonly message: SimChatMessage } | { readonly queued: SimQueuedMessage };

/** To a chat that rests the text is given at once; to a busy one after all that was queued before. */
export function sendMessage(world: World, chat: SimChat, text: string, interrupts: boolean): Sent {
  const isFirst = !isBusy(chat) && chat.queue.length === 0;
  if (isFirst) return { message: startTurn(world, chat, text) };

  const queued = { id: world.chats.nextQueuedId(), createdMs: world.timeline.now(), text };
  chat.queue.push(queued);
  chat.updatedMs = world.timeline.now();
  world.chats.hub.happened(chat, { kind: "queue" });
  if (chat.status === "error") resume(world, chat);
  else if (interrupts) interruptChat(world, chat);
  else world.chats.hub.changed("status_change", chat);
  return { queued };
}

/** A chat that stopped with an error takes up what was queued first. */
function resume(world: World, chat: SimChat): void {
  const head = chat.queue.shift();
  if (head !== undefined) startTurn(world, chat, head.text);
}
