import type { CallOptions } from "@fleet-mcp/models";
import { z } from "zod";
import { CoderError } from "../coder-error.ts";
import type { CoderHttp } from "../coder-http.ts";
import type { CoderSockets } from "../coder-sockets.ts";
import type { CoderRequest } from "../http/coder-request.ts";
import { wireEntries, wireList } from "../http/wire-list.ts";
import type { ChatsMount } from "../server/server-api.ts";
import { createChatsMount } from "./chats-mount.ts";
import { watchChats } from "./watch-chats.ts";
import { WireChatMessage, WireQueuedMessage } from "./wire-chat-message.ts";
import { WireChatModels } from "./wire-chat-model.ts";
import type { WireChatNews } from "./wire-chat-news.ts";
import { WireChat } from "./wire-chat.ts";

export interface NewChat {
  readonly organization_id: string;
  /** The machine its tools run on. */
  readonly workspace_id?: string;
  readonly text: string;
  readonly system_prompt?: string | undefined;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ChatPageRequest {
  readonly limit: number;
  readonly offset: number;
  /** Only chats that carry this label. */
  readonly label?: { readonly key: string; readonly value: string };
  /** Archived ones instead of the others. */
  readonly archived?: boolean;
}

export interface ChatChanges {
  readonly title?: string;
  readonly archived?: boolean;
  /** Takes the place of all labels. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** 1 to 200 messages; `before` and `after` are ids of messages, not part of the page. */
export interface ChatMessagesRequest {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

/** Coder queues by itself; `interrupt` stops the running turn as well, but does not overtake what is queued. */
export type BusyBehavior = "queue" | "interrupt";

const WireMessagePage = z
  .object({
    messages: wireEntries(WireChatMessage),
    queued_messages: wireList(WireQueuedMessage),
    has_more: z.boolean().default(false),
  })
  .transform(({ messages, queued_messages: queued, has_more: hasMore }) => ({ messages, queued, hasMore }));
/** Newest first, with `after` alone oldest first; what is queued comes only without a cursor. */
export type ChatMessagePage = z.infer<typeof WireMessagePage>;

const WireSent = z
  .object({ queued: z.boolean(), queued_message: WireQueuedMessage.nullish() })
  .transform(({ queued, queued_message: waiting }) => ({ isQueued: queued, queuedId: waiting?.id }));
/** `queuedId` names a message that has to wait for the turn before it. */
export type SentChatMessage = z.infer<typeof WireSent>;

const WireChatIds = z.record(z.string(), z.string());

/** Chats ("Coder Agents"), wherever this Coder has them: reason `route_not_found` where it has none. */
export function createChatsApi(http: CoderHttp, sockets: CoderSockets) {
  const mount = createChatsMount(http);

  return {
    /** Where they are, undefined for nowhere. Asked once; throws when Coder does not answer. */
    mount: (options: CallOptions): Promise<ChatsMount | undefined> => mount.find(options),

    /** The same, asked anew: for who waits for an upgrade of Coder. */
    mountAgain: (options: CallOptions): Promise<ChatsMount | undefined> => {
      mount.forget();
      return mount.find(options);
    },

    /**
     * `GET {chats}/watch`, a WebSocket: what becomes of the token user's chats from the moment it is open. The loop over it ends in
     * a CoderError when the connection does, or is silent for a minute; what happened meanwhile is told by no later one.
     */
    watch: async (options: CallOptions): Promise<AsyncIterable<WireChatNews>> =>
      watchChats({ http, sockets }, await mounted({ path: ["watch"] }, options), options).catch(forgetMissing),

    /** `POST {chats}`: begins with its first message, and works on it at once. `forbidden` without the role, reason `no_default_model` without a model. */
    create: ({ text, ...chat }: NewChat, options: CallOptions): Promise<WireChat> =>
      read(
        WireChat,
        { method: "POST", path: [], body: { ...chat, client_type: "api", content: words(text) } },
        options,
      ),

    /** `GET {chats}`: the token user's own, newest first. */
    list: ({ limit, offset, label, archived }: ChatPageRequest, options: CallOptions): Promise<readonly WireChat[]> =>
      read(
        wireList(WireChat),
        {
          path: [],
          query: {
            label: label && `${label.key}:${label.value}`,
            limit,
            offset,
            q: archived ? "archived:true" : undefined,
          },
        },
        options,
      ),

    /** `GET {chats}/by-workspace`: the chat of each of these workspaces that has one. */
    byWorkspace: (workspaceIds: readonly string[], options: CallOptions): Promise<Readonly<Record<string, string>>> =>
      read(WireChatIds, { path: ["by-workspace"], query: { workspace_ids: workspaceIds.join(",") } }, options),

    /** `GET {chats}/{chat}`, archived or not. */
    get: (chat: string, options: CallOptions): Promise<WireChat> => read(WireChat, { path: [{ chat }] }, options),

    /** `PATCH {chats}/{chat}`. Archiving is reason `chat_active` while it works and `already_archived` the second time. */
    change: (chat: string, changes: ChatChanges, options: CallOptions): Promise<void> =>
      run({ method: "PATCH", path: [{ chat }], body: changes }, options),

    /** `GET {chats}/{chat}/messages`. */
    messages: (
      chat: string,
      { limit, before, after }: ChatMessagesRequest,
      options: CallOptions,
    ): Promise<ChatMessagePage> =>
      read(
        WireMessagePage,
        { path: [{ chat }, "messages"], query: { limit, before_id: before, after_id: after } },
        options,
      ),

    /** `POST {chats}/{chat}/messages`: taken up at once by a chat that rests, queued by one that works; at most 20, then `queue_full`. */
    send: (
      chat: string,
      text: string,
      busy: BusyBehavior | undefined,
      options: CallOptions,
    ): Promise<SentChatMessage> =>
      read(
        WireSent,
        {
          method: "POST",
          path: [{ chat }, "messages"],
          body: { content: words(text), ...(busy && { busy_behavior: busy }) },
        },
        options,
      ),

    /** `POST {chats}/{chat}/interrupt`: at rest a moment later, or at work on what was queued. Reason `chat_idle` when there is no turn. */
    interrupt: (chat: string, options: CallOptions): Promise<WireChat> =>
      read(WireChat, { method: "POST", path: [{ chat }, "interrupt"] }, options),

    /** `DELETE {chats}/{chat}/queue/{message}`: `not_found` or reason `queue_empty` when it is not queued any more. */
    deleteQueued: (chat: string, message: number, options: CallOptions): Promise<void> =>
      run({ method: "DELETE", path: [{ chat }, "queue", { message: String(message) }] }, options),

    /** `GET {chats}/models`: empty until an administrator has configured one. */
    models: (options: CallOptions): Promise<WireChatModels> => read(WireChatModels, { path: ["models"] }, options),
  };

  async function read<Schema extends z.ZodType>(schema: Schema, request: CoderRequest, options: CallOptions) {
    return http.read(schema, await mounted(request, options), options).catch(forgetMissing);
  }

  async function run(request: CoderRequest, options: CallOptions): Promise<void> {
    await http.run(await mounted(request, options), options).catch(forgetMissing);
  }

  /** Where there are none, it is the stable route that is missing. */
  async function mounted(request: CoderRequest, options: CallOptions): Promise<CoderRequest> {
    return { ...request, target: (await mount.find(options)) ?? "api", path: ["chats", ...request.path] };
  }

  function forgetMissing(error: unknown): never {
    if (error instanceof CoderError && error.reason === "route_not_found") mount.forget();
    throw error;
  }
}
export type ChatsApi = ReturnType<typeof createChatsApi>;

const words = (text: string) => [{ type: "text", text }];
