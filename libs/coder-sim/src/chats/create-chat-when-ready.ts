import { buildStatus, latestBuild } from "../world/sim-workspace.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { createChat } from "./create-chat.ts";
import type { ChatOrder } from "./create-chat.ts";

const lookAgainMs = 1_000;

/** As somebody does who waits for the machine; a workspace that failed, was stopped or never starts gets no chat. */
export function createChatWhenReady(world: World, order: ChatOrder & { readonly workspace: SimWorkspace }): void {
  const build = latestBuild(order.workspace);
  if (build.agent?.status === "connected") createChat(world, order);
  else if (["pending", "starting"].includes(buildStatus(build)) || build.agent?.status === "connecting") {
    world.timeline.after(lookAgainMs, () => createChatWhenReady(world, order));
  }
}
