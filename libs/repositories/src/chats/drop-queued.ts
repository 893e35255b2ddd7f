import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions } from "@fleet-mcp/models";
import { isAbsent } from "../repository-error.ts";
import { firstPageSize } from "./read-messages.ts";
import { textOf } from "./to-utterances.ts";

/** Takes back what waits for the running turn to end, and gives the texts, first come first; none that was taken up meanwhile. */
export async function dropQueued(
  coder: Pick<CoderClient, "chats">,
  chatId: string,
  options: CallOptions,
): Promise<string[]> {
  const { queued } = await coder.chats.messages(chatId, { limit: firstPageSize }, options);
  const dropped: string[] = [];
  for (const message of queued) {
    if (await takeBack(coder, chatId, message.id, options)) dropped.push(textOf(message));
  }
  return dropped;
}

/** False when it is not queued any more: its turn has begun. */
export async function takeBack(
  coder: Pick<CoderClient, "chats">,
  chatId: string,
  messageId: number,
  options: CallOptions,
): Promise<boolean> {
  try {
    await coder.chats.deleteQueued(chatId, messageId, options);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
