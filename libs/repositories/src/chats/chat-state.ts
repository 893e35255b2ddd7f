import { cleanLine } from "@fleet-mcp/models";
import type { LastTask } from "@fleet-mcp/models";
import type { Activity } from "../backends/backend.ts";
import type { AgentChat } from "./agent-chat.ts";

/** `waiting`: it rests, but its task is not over before somebody does something. */
type ChatState = "busy" | "idle" | "waiting" | "unknown";

const states: ReadonlyMap<string, ChatState> = new Map([
  ["running", "busy"],
  ["interrupting", "busy"],
  ["waiting", "idle"],
  ["pending", "idle"],
  ["paused", "idle"],
  ["completed", "idle"],
  ["error", "idle"],
  ["requires_action", "waiting"],
]);

export const chatState = ({ status }: Pick<AgentChat, "status">): ChatState => states.get(status) ?? "unknown";

/** Why people should look at an agent that rests; undefined when all is well. */
export function chatTrouble({ status, error }: Pick<AgentChat, "status" | "error">): string | undefined {
  if (status === "requires_action") return "it waits for an answer to a question of its own";
  if (status === "error") return `its last turn failed: ${cleanLine(error ?? "no reason given", 300)}`;
  return undefined;
}

/** Coder keeps the state of chats itself, so what it says is proof. A word nobody knows yet may mean work. */
export function chatActivity(chat: AgentChat): Activity {
  const state = chatState(chat);
  return {
    isBusy: state === "busy" || state === "unknown",
    ...(state === "waiting" ? { isWaiting: true } : {}),
    evidence: "asked",
    isOffline: false,
    takesKeys: true,
  };
}

/** What a chat tells of its last task without being read: its words are its title, until there is a summary. */
export function chatLastTask(chat: AgentChat, length: number): LastTask {
  const state = chatState(chat);
  if (state === "busy") return { task: cleanLine(chat.title, length), state: "working" };
  const task = cleanLine(chat.summary ?? chat.title, length);
  if (chat.status === "error") return { task: cleanLine(chat.title, length), state: "failed" };
  if (state === "idle") return { task, state: chat.summary ? "completed" : "ended" };
  return { task, state: state === "waiting" ? "working" : "unknown" };
}
