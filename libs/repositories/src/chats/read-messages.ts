import type { CoderClient, WireChatMessage } from "@fleet-mcp/coder-client";
import type { CallOptions } from "@fleet-mcp/models";

/** Most conversations fit a first page of Coder's usual size; long ones are read on in its largest. */
export const firstPageSize = 50;
const nextPageSize = 200;

/** All messages of a chat, oldest first. */
export async function readMessages(
  coder: Pick<CoderClient, "chats">,
  chatId: string,
  options: CallOptions,
): Promise<WireChatMessage[]> {
  const first = await coder.chats.messages(chatId, { limit: firstPageSize }, options);
  const read = [...first.messages];
  for (let page = first; page.hasMore && page.messages.length > 0;) {
    page = await coder.chats.messages(chatId, { limit: nextPageSize, before: read.at(-1)?.id }, options);
    read.push(...page.messages);
  }
  return read.toReversed();
}
