import type { CoderClient } from "@fleet-mcp/coder-client";
import type { Logger } from "@fleet-mcp/models";
import type { Delivery } from "../backends/backend.ts";
import { RepositoryError } from "../repository-error.ts";
import { takeBack } from "./drop-queued.ts";
import { firstPageSize } from "./read-messages.ts";
import { textOf } from "./to-utterances.ts";

export interface UnqueueParts {
  readonly coder: Pick<CoderClient, "chats">;
  readonly log: Logger;
}

/** A message that Coder has queued. */
export interface Queued {
  readonly agentName: string;
  readonly chatId: string;
  readonly messageId: number;
  readonly text: string;
}

/** What is done about a sent message goes on without the caller, but not for ever. */
const patienceMs = 5_000;

/** Takes back a message that nobody wants queued, and tells what became of it; `busy` when it is proven that it was not delivered. */
export function createUnqueue({ coder, log }: UnqueueParts) {
  return async function unqueue(message: Queued): Promise<Delivery> {
    const outcome = await tryToTakeBack(message);
    const { agentName } = message;
    if (outcome === "back") throw new RepositoryError("busy", `Agent "${agentName}" began to work on something else.`);
    const fate = await fateOf(message);
    if (fate !== "gone") return fate;
    if (outcome === "failed") return "unknown";
    throw new RepositoryError("busy", `Agent "${agentName}" was at work, and somebody emptied its queue meanwhile.`);
  };

  async function tryToTakeBack({ agentName, chatId, messageId }: Queued): Promise<"back" | "absent" | "failed"> {
    try {
      return (await takeBack(coder, chatId, messageId, ownTime())) ? "back" : "absent";
    } catch (error) {
      log.warn("a message could not be taken out of a queue", { agent: agentName, error: String(error) });
      return "failed";
    }
  }

  /** What is queued no more was taken up, and then it stands in the conversation, or taken back by somebody else. */
  async function fateOf({ agentName, chatId, messageId, text }: Queued): Promise<Delivery | "gone"> {
    try {
      const { messages, queued } = await coder.chats.messages(chatId, { limit: firstPageSize }, ownTime());
      if (queued.some(({ id }) => id === messageId)) return "queued";
      const isThere = messages.some((message) => message.role === "user" && textOf(message).trim() === text.trim());
      return isThere ? "yes" : "gone";
    } catch (error) {
      log.warn("a queue could not be read", { agent: agentName, error: String(error) });
      return "unknown";
    }
  }
}

const ownTime = () => ({ signal: AbortSignal.timeout(patienceMs) });
