import { z } from "zod";

/** What became of one chat. Coder sends the whole chat with it; what was heard is asked for again, so two words are enough. */
export const WireChatNews = z
  .object({ kind: z.string(), chat: z.object({ id: z.string(), status: z.string() }) })
  .transform(({ kind, chat }) => ({ chatId: chat.id, kind, status: chat.status }));
/** `kind` is `created`, `status_change`, `title_change`, `summary_change`, `deleted` when archived, or a word of a newer Coder. */
export type WireChatNews = z.infer<typeof WireChatNews>;
