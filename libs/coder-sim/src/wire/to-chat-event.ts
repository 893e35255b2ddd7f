import type { ChatEvent } from "../world/chat-hub.ts";
import type { SimChat } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";
import { toChat } from "./to-chat.ts";
import { toChatMessage, toPart, toQueuedMessage } from "./to-chat-message.ts";

/** One event of a chat's stream; `seq` counts the parts of a message. */
export function toChatEvent(world: World, chat: SimChat, event: ChatEvent, seq: number) {
  const named = { chat_id: chat.id };
  switch (event.kind) {
    case "message":
      return { type: "message", ...named, message: toChatMessage(world, chat, event.message) };
    case "part":
      return { type: "message_part", ...named, message_part: toPiece(chat, event.text, seq) };
    case "status":
      return { type: "status", ...named, status: { status: chat.status } };
    case "queue":
      return { type: "queue_update", ...named, ...toQueue(world, chat) };
    case "retry":
      return { type: "retry", ...named, retry: { attempt: event.attempt, delay_ms: event.delayMs, error: unanswered } };
    case "error":
      return { type: "error", ...named, error: toChat(world, chat).last_error };
    case "action":
      return { type: "action_required", ...named, action_required: { tool_calls: openCalls(chat) } };
  }
}

const unanswered = "The model's provider does not answer.";

function toPiece(chat: SimChat, text: string, seq: number) {
  const part = toPart({ type: "text", text });
  return { role: "assistant", part, history_version: chat.messages.length, generation_attempt: 1, seq };
}

/** Left out when nothing is queued. */
function toQueue(world: World, chat: SimChat) {
  const queued = chat.queue.map((message) => toQueuedMessage(world, chat, message));
  return queued.length === 0 ? {} : { queued_messages: queued };
}

const openCalls = ({ messages }: SimChat) =>
  (messages.at(-1)?.parts ?? []).flatMap((part) =>
    part.type === "tool-call" ? [{ tool_call_id: part.callId, tool_name: part.name, args: part.args }] : [],
  );
