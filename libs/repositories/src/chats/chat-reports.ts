import type { StatusReport } from "@fleet-mcp/models";
import type { AgentChat } from "./agent-chat.ts";
import { chatState, chatTrouble } from "./chat-state.ts";
import { isGreetingTitle } from "./greeting.ts";

/** How a chat stands as its agent would report it: what it works on, or how its last turn ended. Newest first, like all reports. */
export function chatReports(chat: AgentChat): StatusReport[] {
  const { title, summary, status, updatedAt: at } = chat;
  const state = chatState(chat);
  if (state === "unknown") return [];
  if (state === "busy" || state === "waiting")
    return isGreetingTitle(title) ? [] : [{ state: "working", message: title, at }];
  if (status === "error") return [{ state: "failed", message: chatTrouble(chat) ?? "", at }];
  return [{ state: summary ? "completed" : "idle", message: summary ?? "", at }];
}
