import { refusedIn } from "../chats/chat-state.ts";
import { interruptChat } from "../chats/interrupt-chat.ts";
import { json, missing } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toChat } from "../wire/to-chat.ts";
import type { SimChat } from "../world/sim-chat.ts";
import { listChatMessages, sendChatMessage } from "./chat-messages.ts";
import { deleteQueued, promoteQueued } from "./chat-queue.ts";
import { createChatRoute } from "./create-chat-route.ts";
import { listChats } from "./list-chats.ts";
import { patchChat } from "./patch-chat.ts";
import type { Call, Route } from "./route.ts";
import { streamChat, watchChats } from "./watch-chats.ts";
import { withChat } from "./with-chat.ts";

const provider = "openai-compat";

/** Under one mount, which depends on the release. */
export const chatsRoutes: readonly Route[] = [
  { method: "GET", path: "chats", answer: listChats },
  { method: "POST", path: "chats", answer: createChatRoute },
  { method: "GET", path: "chats/models", answer: listModels },
  { method: "GET", path: "chats/model-configs", answer: listModelConfigs },
  { method: "GET", path: "chats/by-workspace", answer: findByWorkspace },
  { method: "GET", path: "chats/watch", answer: watchChats },
  { method: "GET", path: "chats/*", answer: withChat(({ world }, chat) => json(200, toChat(world, chat))) },
  { method: "PATCH", path: "chats/*", answer: withChat(patchChat) },
  { method: "GET", path: "chats/*/messages", answer: withChat(listChatMessages) },
  { method: "GET", path: "chats/*/stream", answer: withChat(streamChat) },
  { method: "POST", path: "chats/*/messages", answer: withChat(sendChatMessage) },
  { method: "POST", path: "chats/*/interrupt", answer: withChat(interrupt) },
  { method: "DELETE", path: "chats/*/queue/*", answer: withChat(deleteQueued) },
  { method: "POST", path: "chats/*/queue/*/promote", answer: withChat(promoteQueued) },
];

function listModels({ world: { chats } }: Call): SimAnswer {
  if (chats.setup === "no-model") return json(200, { providers: [] });
  const { name, displayName } = chats.model;
  const model = { id: `${provider}:${name}`, provider, model: name, display_name: displayName };
  return json(200, { providers: [{ provider, available: true, models: [model] }] });
}

function listModelConfigs({ world: { chats } }: Call): SimAnswer {
  if (chats.setup === "no-model") return json(200, []);
  const { name: model, displayName } = chats.model;
  const config = { id: chats.modelConfigId, provider, model, display_name: displayName };
  return json(200, [{ ...config, enabled: true, is_default: true, context_limit: 100_000 }]);
}

/** The newest chat of each workspace that has one. */
function findByWorkspace({ world, caller, query }: Call): SimAnswer {
  const wanted = new Set((query.get("workspace_ids") ?? "").split(","));
  const found = [...world.chats.all.values()]
    .filter((chat) => chat.owner === caller && !chat.isArchived && wanted.has(chat.workspace?.id ?? ""))
    .toSorted((a, b) => a.updatedMs - b.updatedMs);
  return json(200, Object.fromEntries(found.map((chat) => [chat.workspace?.id, chat.id])));
}

function interrupt({ world, caller }: Call, chat: SimChat): SimAnswer {
  if (caller !== chat.owner) return missing();
  const refused = refusedIn(chat, "Interrupt");
  if (refused !== undefined) return refused;
  chat.interrupts.push(world.timeline.now());
  if (chat.workspace !== undefined) world.journal.interrupt(chat.workspace);
  interruptChat(world, chat);
  return json(200, toChat(world, chat));
}
