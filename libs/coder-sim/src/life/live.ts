import { interruptChat } from "../chats/interrupt-chat.ts";
import { isBusy } from "../chats/chat-state.ts";
import { sendMessage } from "../chats/send-message.ts";
import type { SimChat } from "../world/sim-chat.ts";
import { latestBuild } from "../world/sim-workspace.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { pickWork } from "./work-items.ts";

const pauseMs: readonly [number, number] = [60_000, 300_000];

/** Somebody gives these agents work now and then, and ends what got stuck, until each is deleted. */
export function live(world: World, workspaces: readonly SimWorkspace[]): void {
  for (const workspace of workspaces) next(workspace);

  function next(workspace: SimWorkspace): void {
    world.timeline.after(world.random.between(...pauseMs), () => {
      if (workspace.isDeleted) return;
      nudge(world, workspace);
      next(workspace);
    });
  }
}

function nudge(world: World, workspace: SimWorkspace): void {
  const chat = chatOf(world, workspace);
  if (chat !== undefined) {
    nudgeChat(world, chat);
    return;
  }
  const { agent } = latestBuild(workspace);
  if (agent?.status !== "connected" || agent.api === undefined) return;
  if (!agent.api.isStable()) {
    if (world.random.chance(0.3)) agent.api.sendRaw("\u001b");
    return;
  }
  const prompt = promptOf(world);
  world.journal.prompt(workspace, prompt, "life");
  void agent.api.send(prompt);
}

const promptOf = ({ random }: World) => `${pickWork(random)} for ticket ${random.between(100, 9999)}`;

const chatOf = ({ chats }: World, workspace: SimWorkspace): SimChat | undefined =>
  [...chats.all.values()].find((chat) => chat.workspace === workspace && !chat.isArchived);

function nudgeChat(world: World, chat: SimChat): void {
  if (chat.workspace === undefined || latestBuild(chat.workspace).agent?.status !== "connected") return;
  if (isBusy(chat)) {
    if (world.random.chance(0.3)) interruptChat(world, chat);
    return;
  }
  const prompt = promptOf(world);
  world.journal.life(chat.workspace, prompt);
  sendMessage(world, chat, prompt, false);
}
