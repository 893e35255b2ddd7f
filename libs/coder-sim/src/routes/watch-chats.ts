import { webSocket } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toChat } from "../wire/to-chat.ts";
import { toChatEvent } from "../wire/to-chat-event.ts";
import type { ChatEvent } from "../world/chat-hub.ts";
import type { SimChat } from "../world/sim-chat.ts";
import type { Call } from "./route.ts";

/** `GET {chats}/watch`, a WebSocket: every change of the caller's chats, and nothing of what was before. */
export function watchChats({ world, caller, request }: Call): SimAnswer {
  return webSocket(request, (send) =>
    world.chats.hub.watch((kind, chat) => {
      if (chat.owner === caller) send(JSON.stringify({ kind, chat: toChat(world, chat) }));
    }),
  );
}

/** `GET {chats}/{id}/stream`, a WebSocket: the conversation so far, then all that happens; what happens at once comes at once. */
export function streamChat({ world, query, request }: Call, chat: SimChat): SimAnswer {
  const after = Number(query.get("after_id") ?? 0);
  return webSocket(request, (send) => {
    let [batch, seq]: [ChatEvent[], number] = [[], 0];
    const past = chat.messages.filter(({ id }) => id > after);
    batch.push(...past.map((message) => ({ kind: "message", message }) as const), { kind: "status" });
    if (chat.queue.length > 0) batch.push({ kind: "queue" });
    flush();
    return world.chats.hub.read(chat, (event) => {
      if (batch.length === 0) world.timeline.after(0, flush);
      batch.push(event);
    });

    function flush(): void {
      const isOver = batch.some(({ kind }) => kind === "message");
      const events: object[] = batch.map((event) =>
        toChatEvent(world, chat, event, event.kind === "part" ? (seq += 1) : 0),
      );
      // What was shown of the message while it was written is of no use any more.
      if (isOver) {
        seq = 0;
        events.push({ type: "preview_reset", chat_id: chat.id });
      }
      batch = [];
      send(JSON.stringify(events));
    }
  });
}
