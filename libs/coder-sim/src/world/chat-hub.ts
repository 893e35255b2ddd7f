import type { SimChat, SimChatMessage } from "./sim-chat.ts";

export type ChatChange = "created" | "status_change" | "title_change" | "summary_change" | "deleted";

/** What the stream of one chat tells. */
export type ChatEvent =
  | { readonly kind: "message"; readonly message: SimChatMessage }
  | { readonly kind: "part"; readonly text: string }
  | { readonly kind: "status" | "queue" | "error" | "action" }
  | { readonly kind: "retry"; readonly attempt: number; readonly delayMs: number };

/** Who wants to know of chats: of all changes, or of everything in one. */
export function createChatHub() {
  const watchers = new Set<(change: ChatChange, chat: SimChat) => void>();
  const readers = new Map<SimChat, Set<(event: ChatEvent) => void>>();
  return { watch, read, changed, happened };

  function watch(tell: (change: ChatChange, chat: SimChat) => void): () => void {
    watchers.add(tell);
    return () => watchers.delete(tell);
  }

  function read(chat: SimChat, tell: (event: ChatEvent) => void): () => void {
    const all = readers.get(chat) ?? new Set();
    readers.set(chat, all.add(tell));
    return () => all.delete(tell);
  }

  function changed(change: ChatChange, chat: SimChat): void {
    for (const tell of watchers) tell(change, chat);
  }

  function happened(chat: SimChat, event: ChatEvent): void {
    for (const tell of readers.get(chat) ?? []) tell(event);
  }
}
export type ChatHub = ReturnType<typeof createChatHub>;
