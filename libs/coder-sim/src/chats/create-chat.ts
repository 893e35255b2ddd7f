import type { SimChat } from "../world/sim-chat.ts";
import type { SimUser } from "../world/sim-user.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { takeUp } from "./turns.ts";

export interface ChatOrder {
  readonly owner: SimUser;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly workspace?: SimWorkspace | undefined;
  readonly clientType?: string;
}

const titleMs = 24;

/** A chat that is at work on its first message. */
export function createChat(world: World, { owner, text, labels, workspace, clientType = "ui" }: ChatOrder): SimChat {
  const { chats, timeline } = world;
  const now = timeline.now();
  const chat: SimChat = {
    id: chats.random.uuid(),
    owner,
    clientType,
    createdMs: now,
    updatedMs: now,
    status: "running",
    title: titleOf(text),
    summary: undefined,
    labels,
    workspace,
    agent: undefined,
    isArchived: false,
    pinOrder: 0,
    pullRequest: undefined,
    error: undefined,
    messages: [],
    queue: [],
    turn: undefined,
    prompts: [],
    interrupts: [],
  };
  chats.all.set(chat.id, chat);
  // What Coder tells the model first has ids as well, and is shown to nobody.
  for (let hidden = 0; hidden < 2; hidden += 1) chats.nextMessageId();
  if (workspace !== undefined) world.journal.chat(workspace);
  chats.hub.changed("created", chat);
  takeUp(world, chat, text);
  timeline.after(titleMs, () => rename(world, chat, chat.turn?.script.title));
  return chat;
}

function rename(world: World, chat: SimChat, title: string | undefined): void {
  if (title === undefined || title === "") return;
  chat.title = title;
  world.chats.hub.changed("title_change", chat);
}

const mostWords = 6;
const longestTitle = 80;

/** The first words of the message, until a model has a better idea. */
function titleOf(text: string): string {
  const words = text.split(/\s+/).filter(Boolean);
  const title = words.slice(0, mostWords).join(" ");
  return words.length > mostWords ? `${title.slice(0, longestTitle - 1)}…` : title.slice(0, longestTitle);
}
