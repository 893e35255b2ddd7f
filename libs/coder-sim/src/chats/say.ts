import type { ChatPart, SimChat, SimChatMessage } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";

/** Puts a message into the conversation. */
export function say(
  world: World,
  chat: SimChat,
  role: SimChatMessage["role"],
  parts: readonly ChatPart[],
  isWhole = role === "assistant",
): SimChatMessage {
  const message = { id: world.chats.nextMessageId(), createdMs: world.timeline.now(), role, parts, isWhole };
  chat.messages.push(message);
  world.chats.hub.happened(chat, { kind: "message", message });
  return message;
}

/** The prompt of a turn that begins now: only here is it delivered. */
export function sayPrompt(world: World, chat: SimChat, text: string): SimChatMessage {
  chat.prompts.push({ text, atMs: world.timeline.now() });
  if (chat.workspace !== undefined) world.journal.prompt(chat.workspace, text, "chat");
  return say(world, chat, "user", [{ type: "text", text }]);
}
