import type { AgentTruth } from "./journal.ts";
import { taskStatus } from "./tasks/task-status.ts";
import { buildStatus, latestBuild } from "./world/sim-workspace.ts";
import type { SimChat } from "./world/sim-chat.ts";
import type { World } from "./world/world.ts";

export interface AgentNow extends AgentTruth {
  /** Coder's word for the workspace, and for its task. */
  readonly workspaceStatus: string;
  readonly taskStatus: string | undefined;
  readonly isDeleted: boolean;
  /** Start builds after the first. */
  readonly restarts: number;
}

/** One chat, whatever was answered: which texts its model got, each time that it did. */
export interface ChatTruth {
  readonly id: string;
  readonly workspaceId: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: string;
  readonly isArchived: boolean;
  readonly prompts: readonly { readonly text: string; readonly atMs: number }[];
  readonly queued: readonly string[];
  readonly interrupts: readonly number[];
}

export interface Truth {
  readonly nowMs: number;
  /** All agents that ever were, oldest first. */
  readonly agents: readonly AgentNow[];
  /** All chats that ever were, oldest first. */
  readonly chats: readonly ChatTruth[];
  /** Session tokens that reached a workspace in a header. */
  readonly leakedTokens: number;
  readonly faults: Readonly<Partial<Record<string, number>>>;
}

/** What has really happened, to compare with what was answered. */
export function toTruth(world: World): Truth {
  const agents = world.journal.agents().flatMap((agent): AgentNow | readonly never[] => {
    const workspace = world.workspaces.get(agent.workspaceId);
    if (workspace === undefined) return [];
    return {
      ...agent,
      workspaceStatus: buildStatus(latestBuild(workspace)),
      taskStatus: workspace.taskId === undefined ? undefined : taskStatus(workspace),
      isDeleted: workspace.isDeleted,
      restarts: Math.max(0, agent.builds.filter(({ transition }) => transition === "start").length - 1),
    };
  });
  return {
    nowMs: world.timeline.now(),
    agents,
    chats: [...world.chats.all.values()].map(toChatTruth),
    leakedTokens: world.journal.leakedTokens(),
    faults: world.faults.counts(),
  };
}

function toChatTruth({ id, workspace, labels, status, isArchived, prompts, queue, interrupts }: SimChat): ChatTruth {
  const queued = queue.map(({ text }) => text);
  return { id, workspaceId: workspace?.id, labels, status, isArchived, prompts, queued, interrupts };
}
