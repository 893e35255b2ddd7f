import type { WireChatMessage } from "@fleet-mcp/coder-client";
import { compareTimes } from "@fleet-mcp/models";
import type { GivenPrompt, StatusReport } from "@fleet-mcp/models";
import type { AgentChat } from "./agent-chat.ts";
import { chatState, chatTrouble } from "./chat-state.ts";
import { isGreeting } from "./greeting.ts";
import { textOf } from "./to-utterances.ts";

export interface Past {
  readonly prompts: readonly GivenPrompt[];
  readonly reports: readonly StatusReport[];
}

/**
 * The tasks of a chat from its messages, oldest first: each message of the user begins one, the last words of the turn are its
 * outcome. A turn whose answer was not counted (`usage`) was cut off; how the last one stands is the chat's to say.
 */
export function toPast(messages: readonly WireChatMessage[], chat: AgentChat): Past {
  const turns = toTurns(messages);
  return {
    prompts: turns.map(({ prompt }) => ({ text: textOf(prompt), at: prompt.created_at })),
    reports: turns.flatMap((turn, index) => {
      const began = { state: "working" as const, message: textOf(turn.prompt), at: turn.prompt.created_at };
      return [began, ...endOf(turn, index === turns.length - 1 ? chat : undefined)];
    }),
  };
}

interface Turn {
  readonly prompt: WireChatMessage;
  readonly answers: WireChatMessage[];
}

function toTurns(messages: readonly WireChatMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    if (message.role === "user") turns.push({ prompt: message, answers: [] });
    else if (message.role === "assistant") turns.at(-1)?.answers.push(message);
  }
  return turns.filter(({ prompt }) => !isGreeting(prompt));
}

/** `chat` only for the turn that it is at, or was at last. */
function endOf({ prompt, answers }: Turn, chat: AgentChat | undefined): StatusReport[] {
  const state = chat && chatState(chat);
  // The chat was read before its messages: what it says of a later turn is not older than that.
  const at = chat && compareTimes(chat.updatedAt, prompt.created_at) > 0 ? chat.updatedAt : prompt.created_at;
  if (state === "busy" || state === "waiting" || state === "unknown") return [];
  if (chat?.status === "error") return [{ state: "failed", message: chatTrouble(chat) ?? "", at }];
  const last = answers.at(-1);
  if (last) {
    const message = saidLast(answers) || chat?.summary || "";
    return [{ state: last.usage ? "completed" : "idle", message, at: last.created_at }];
  }
  return chat ? [{ state: "idle", message: "", at }] : [];
}

const saidLast = (answers: readonly WireChatMessage[]): string => {
  const spoken = answers.findLast(({ content }) => content.some(({ type, text }) => type === "text" && text !== ""));
  return spoken ? textOf(spoken) : "";
};
