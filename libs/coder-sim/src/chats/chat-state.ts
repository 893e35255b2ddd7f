import { refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimChat } from "../world/sim-chat.ts";

type Transition = "SetArchived" | "Interrupt" | "DeleteQueuedMessage" | "PromoteQueuedMessage";

/** Where a chat may be changed, by Coder's names of its states: `R1` runs with messages queued, `W` waits. */
const allowed: Readonly<Record<Transition, readonly string[]>> = {
  SetArchived: ["W", "E0", "E1", "XW", "XE0", "XE1"],
  Interrupt: ["R0", "R1", "A0", "A1"],
  DeleteQueuedMessage: ["E1", "R1", "I1", "A1"],
  PromoteQueuedMessage: ["E1", "R1", "I1", "A1"],
};

const messages: Readonly<Record<Transition, string>> = {
  SetArchived: "Cannot archive an active chat. Interrupt or wait for the chat to finish first.",
  Interrupt: "Chat is not in an interruptible state.",
  DeleteQueuedMessage: "Chat has no queued messages to delete.",
  PromoteQueuedMessage: "Chat has no queued messages to promote.",
};

/** How Coder refuses a change that does not fit the chat's state; nothing when it fits. */
export function refusedIn(chat: SimChat, transition: Transition): SimAnswer | undefined {
  const state = stateOf(chat);
  if (allowed[transition].includes(state)) return undefined;
  const nested = transition === "SetArchived" ? "execute transaction: execute transaction" : "execute transaction";
  const detail = `${nested}: chat state transition ${transition} not allowed from state ${state}`;
  return refusal(409, messages[transition], { detail });
}

const letters = { running: "R", interrupting: "I", requires_action: "A", error: "E" } as const;

function stateOf({ status, queue, isArchived }: SimChat): string {
  const prefix = isArchived ? "X" : "";
  if (status === "waiting") return `${prefix}W`;
  return `${prefix}${letters[status]}${queue.length > 0 ? 1 : 0}`;
}

/** Whether a new message has to wait for its turn. */
export const isBusy = ({ status }: SimChat): boolean => status !== "waiting" && status !== "error";
