import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions, Clock } from "@fleet-mcp/models";
import { isAbsent } from "../repository-error.ts";
import { dropQueued } from "./drop-queued.ts";

/** An interrupted chat rests a moment later. */
const patienceMs = 5_000;
const pauseMs = 250;

/**
 * Archives a chat, stopping its turn first when it is at one. False when it would not come to rest; then it is left as it is, and
 * ends for the fleet with its workspace.
 */
export async function putChatAway(
  { coder, clock }: { readonly coder: Pick<CoderClient, "chats">; readonly clock: Clock },
  chatId: string,
  options: CallOptions,
): Promise<boolean> {
  const deadline = clock.now() + patienceMs;
  while (!(await archive())) {
    await dropQueued(coder, chatId, options);
    await coder.chats.interrupt(chatId, options).catch(ignore("chat_idle"));
    if (!(await rests())) return false;
  }
  return true;

  async function archive(): Promise<boolean> {
    try {
      await coder.chats.change(chatId, { archived: true }, options);
    } catch (error) {
      if (error instanceof CoderError && error.reason === "chat_active") return false;
      if (!isAbsent(error) && !(await isArchivedAllTheSame(error))) throw error;
    }
    return true;
  }

  /** Only the answer was lost, not what it was about. */
  async function isArchivedAllTheSame(error: unknown): Promise<boolean> {
    const isLost = error instanceof CoderError && error.delivered === "unknown";
    return isLost && (await coder.chats.get(chatId, options)).archived;
  }

  async function rests(): Promise<boolean> {
    for (;;) {
      const { status } = await coder.chats.get(chatId, options);
      if (status !== "running" && status !== "interrupting") return clock.now() < deadline;
      if (clock.now() >= deadline) return false;
      await clock.sleep(pauseMs, options.signal);
    }
  }
}

const ignore =
  (reason: CoderError["reason"]) =>
  (error: unknown): void => {
    if (!(error instanceof CoderError && error.reason === reason)) throw error;
  };
