import { z } from "zod";
import { longestQueue, sendMessage } from "../chats/send-message.ts";
import { json, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toChatMessage, toQueuedMessage } from "../wire/to-chat-message.ts";
import type { SimChat } from "../world/sim-chat.ts";
import { Content, readText } from "./chat-input.ts";
import { readBody } from "./read-body.ts";
import type { Call } from "./route.ts";

const Body = z.object({ content: Content, busy_behavior: z.string().default("queue") });
const usualLimit = 50;
const highestLimit = 200;

/** `GET {chats}/{id}/messages`: newest first, but ascending after a message; what is queued comes with the first page only. */
export function listChatMessages({ world, query }: Call, chat: SimChat): SimAnswer {
  const limit = Number(query.get("limit") ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > highestLimit) {
    return refusal(400, `Invalid limit parameter (1-${highestLimit}).`);
  }
  const [before, after] = [query.get("before_id"), query.get("after_id")];
  const cursors = [before, after].filter((word) => word !== null);
  if (cursors.some((word) => !/^\d+$/.test(word))) return refusal(400, "Invalid cursor parameter.");
  const inside = chat.messages.filter(
    ({ id }) => (before === null || id < Number(before)) && (after === null || id > Number(after)),
  );
  const ordered = after !== null && before === null ? inside : inside.toReversed();
  const queued = cursors.length > 0 ? [] : chat.queue;
  return json(200, {
    messages: ordered.slice(0, limit).map((message) => toChatMessage(world, chat, message)),
    queued_messages: queued.map((message) => toQueuedMessage(world, chat, message)),
    has_more: ordered.length > limit,
  });
}

/** `POST {chats}/{id}/messages`. */
export function sendChatMessage({ world, caller, request }: Call, chat: SimChat): SimAnswer {
  if (caller !== chat.owner) return refusal(403, "Only the chat owner may send messages.");
  if (chat.isArchived) return refusal(400, "Cannot send messages to an archived chat.");
  const read = readBody(Body, request);
  if ("refused" in read) return read.refused;
  const words = readText(read.body.content);
  if ("refused" in words) return words.refused;
  const { busy_behavior: behavior } = read.body;
  if (behavior !== "queue" && behavior !== "interrupt") {
    return refusal(400, "Invalid busy_behavior value.", { detail: 'Must be "queue" or "interrupt".' });
  }
  if (chat.queue.length >= longestQueue) {
    return refusal(429, "Message queue is full.", { detail: `Maximum ${longestQueue} messages can be queued.` });
  }
  const sent = sendMessage(world, chat, words.text, behavior === "interrupt");
  if ("message" in sent) return json(200, { message: toChatMessage(world, chat, sent.message), queued: false });
  return json(200, { queued_message: toQueuedMessage(world, chat, sent.queued), queued: true });
}
