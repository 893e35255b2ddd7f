import { compareTimes, mapLimited } from "@fleet-mcp/models";
import type { AgentLedger, CallOptions, Clock } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { Repositories } from "@fleet-mcp/repositories";
import type { Listener } from "./last-words.ts";

export interface QuietAgentsParts {
  readonly conversations: Pick<Repositories["conversations"], "activity">;
  readonly clock: Clock;
}

const parallel = 8;
/** An agent that was given a task a moment ago may not have begun; one that has just come up begins its first task a little later. */
const freshMs = 10_000;
const warmUpMs = 30_000;

/**
 * Agents that were given a task and have not reported on it: some never report, and a list shows them idle while they work. Only
 * their CLI knows whether they do, so it is asked.
 */
export function createQuietAgents({ conversations, clock }: QuietAgentsParts) {
  /** By workspace id: the task that its CLI no longer works on. */
  let atRest: ReadonlyMap<string, string> = new Map();
  return { refresh, hasRested };

  function hasRested({ workspaceId, task }: AgentLedger): boolean {
    return task !== undefined && atRest.get(workspaceId) === task.taskId;
  }

  async function refresh(listeners: readonly Listener[], options: CallOptions): Promise<void> {
    const found = new Map<string, string>();
    await mapLimited(listeners.filter(isQuiet), parallel, async (listener) => {
      const { workspaceId, task } = listener.agent;
      if (task && (await isAsleep(listener, options))) found.set(workspaceId, task.taskId);
    });
    atRest = found;
  }

  function isQuiet({ agent: { task, status, since }, seen }: Listener): boolean {
    if (task?.state !== "working" || task.delivery !== "delivered" || seen.summary.status !== "idle") return false;
    const now = clock.now();
    if (now - Date.parse(task.startedAt) < freshMs || status !== "idle" || now - Date.parse(since) < warmUpMs)
      return false;
    return seen.reports.every(({ at }) => compareTimes(at, task.startedAt) < 0);
  }

  async function isAsleep({ seen }: Listener, options: CallOptions): Promise<boolean> {
    try {
      const { isBusy, evidence } = await conversations.activity(seen, options);
      return evidence === "asked" && !isBusy;
    } catch (error) {
      if (error instanceof RepositoryError) return false;
      throw error;
    }
  }
}
export type QuietAgents = ReturnType<typeof createQuietAgents>;
