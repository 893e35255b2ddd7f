import type { ChatPart, SimChat, SimChatMessage, SimQueuedMessage } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";
import { toTime } from "./to-time.ts";

export function toChatMessage({ chats }: World, chat: SimChat, message: SimChatMessage) {
  const { id, role, createdMs, parts, isWhole } = message;
  return {
    id,
    chat_id: chat.id,
    ...(role === "user" && { created_by: chat.owner.id }),
    model_config_id: chats.modelConfigId,
    created_at: toTime(createdMs),
    role,
    content: parts.map(toPart),
    ...(isWhole && { usage: { input_tokens: 106, output_tokens: 7, total_tokens: 113, context_limit: 100_000 } }),
  };
}

export function toQueuedMessage({ chats }: World, chat: SimChat, { id, createdMs, text }: SimQueuedMessage) {
  return {
    id,
    chat_id: chat.id,
    model_config_id: chats.modelConfigId,
    content: [toPart({ type: "text", text })],
    created_at: toTime(createdMs),
  };
}

/** What Coder writes into every part, whatever it is. */
const nothing = {
  text: "",
  mcp_server_config_id: null,
  url: "",
  media_type: "",
  file_id: null,
  file_name: "",
  start_line: 0,
  end_line: 0,
  content: "",
  context_file_path: "",
  context_file_agent_id: null,
  skill_name: "",
};

export function toPart(part: ChatPart) {
  if (part.type === "text") return { ...nothing, type: part.type, text: part.text };
  const { callId, name, atMs } = part;
  const call = { ...nothing, type: part.type, tool_call_id: callId, tool_name: name, created_at: toTime(atMs) };
  return part.type === "tool-call" ? { ...call, args: part.args } : { ...call, result: part.result };
}
