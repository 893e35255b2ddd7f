import { refusedIn } from "../chats/chat-state.ts";
import { interruptChat } from "../chats/interrupt-chat.ts";
import { startTurn } from "../chats/turns.ts";
import { empty, json, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimChat } from "../world/sim-chat.ts";
import { second } from "./route.ts";
import type { Call } from "./route.ts";

const queuedMissing = () => refusal(404, "Queued message not found.");
const badId = (word: string) =>
  refusal(400, "Invalid queued message ID.", { detail: `strconv.ParseInt: parsing "${word}": invalid syntax` });

/** `DELETE {chats}/{id}/queue/{message}`. */
export function deleteQueued(call: Call, chat: SimChat): SimAnswer {
  if (!/^\d+$/.test(second(call))) return badId(second(call));
  const refused = refusedIn(chat, "DeleteQueuedMessage");
  if (refused !== undefined) return refused;
  const at = chat.queue.findIndex(({ id }) => id === Number(second(call)));
  if (at < 0) return queuedMissing();
  chat.queue.splice(at, 1);
  call.world.chats.hub.happened(chat, { kind: "queue" });
  return empty(204);
}

/** `POST {chats}/{id}/queue/{message}/promote`: it is the next one, and what runs is stopped for it. */
export function promoteQueued(call: Call, chat: SimChat): SimAnswer {
  const { world, caller } = call;
  if (caller !== chat.owner) return refusal(403, "Only the chat owner may promote queued messages.");
  if (chat.isArchived) return refusal(400, "Cannot promote queued messages in an archived chat.");
  if (!/^\d+$/.test(second(call))) return badId(second(call));
  const refused = refusedIn(chat, "PromoteQueuedMessage");
  if (refused !== undefined) return refused;
  const at = chat.queue.findIndex(({ id }) => id === Number(second(call)));
  const [message] = at < 0 ? [] : chat.queue.splice(at, 1);
  if (message === undefined) return queuedMissing();
  world.chats.hub.happened(chat, { kind: "queue" });
  if (chat.status === "error") startTurn(world, chat, message.text);
  else {
    chat.queue.unshift(message);
    interruptChat(world, chat);
  }
  return json(202, { message: "Queued message promotion accepted." });
}
