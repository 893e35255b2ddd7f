import type { ChatModel } from "../chats/chat-script.ts";
import type { Random } from "../random.ts";
import { createChatHub } from "./chat-hub.ts";
import type { SimChat } from "./sim-chat.ts";

/** How far an administrator has set chats up: no model yet, or members without the role they need. */
export const chatSetups = ["ready", "no-model", "no-access"] as const;
export type ChatSetup = (typeof chatSetups)[number];

export interface ChatSettings {
  /** Of their own, so that a world with chats has the same ids and scripts as one without. */
  readonly random: Random;
  readonly model: ChatModel;
  readonly setup: ChatSetup;
}

/** All chats of the deployment. */
export function createChats(settings: ChatSettings) {
  let [lastMessageId, lastQueuedId] = [0, 0];
  return {
    ...settings,
    all: new Map<string, SimChat>(),
    hub: createChatHub(),
    modelConfigId: settings.random.uuid(),
    nextMessageId: () => (lastMessageId += 1),
    nextQueuedId: () => (lastQueuedId += 1),
  };
}
export type Chats = ReturnType<typeof createChats>;
