import { isOnline } from "@fleet-mcp/models";
import type { AgentLedger, AgentSummary, CallOptions, Clock } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { checkOnline, createReach, unproven } from "../agents/reach.ts";
import type { Journal } from "../events/journal.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";

export interface CancelParts {
  readonly repositories: Pick<Repositories, "agents" | "conversations">;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** An agent that was interrupted, and what waited behind its task and was taken back. */
export interface Cancelled {
  readonly agent: AgentSummary;
  readonly dropped: readonly string[];
}

/** An interrupt brings a CLI to rest within a few seconds, or not at all. */
const interruptMs = 10_000;
const secondPressMs = 4_000;
const pauseMs = 500;

/** Ending what an agent works on. */
export function createCancel({ repositories, journal, clock }: CancelParts) {
  const { agents, conversations } = repositories;
  const reach = createReach(repositories);
  return cancel;

  /**
   * Interrupts the running task, takes back what is queued behind it, and returns the agent, idle again. Throws `not_busy` when
   * there is nothing to interrupt, `timeout` when it still works 10 s after the interrupt.
   */
  async function cancel(name: string, options: CallOptions): Promise<Cancelled> {
    const agent = await reach.find(name, options);
    checkOnline(agent);
    const activity = await reach.ask(agent, options);
    if (!activity.isBusy && !activity.isWaiting && agent.summary.status !== "busy") {
      if (activity.evidence !== "asked") throw unproven(agent, activity);
      throw new ServiceError("not_busy", `Agent "${agent.summary.name}" is idle: there is no task to cancel.`, {
        hint: "Give it work with start_agent_task.",
      });
    }
    if (!activity.takesKeys) throw takesNoKeys(agent);
    const dropped = await interruptUntilIdle(agent, options);
    await recordCancelled(agent, dropped, options);
    const seen = await agents.refresh(agent, options).catch(raiseServiceError);
    if (!seen) throw reach.deletedMeanwhile(agent);
    if (!isOnline(seen.summary.status)) return { agent: seen.summary, dropped };
    await recordIdle(seen, options);
    return { agent: { ...seen.summary, status: "idle" }, dropped };
  }

  async function interruptUntilIdle(agent: AgentRecord, options: CallOptions): Promise<string[]> {
    const start = clock.now();
    const dropped: string[] = [];
    let presses = 0;
    while (clock.now() - start < interruptMs) {
      if (presses === 0 || (presses === 1 && clock.now() - start >= secondPressMs)) {
        dropped.push(...(await interrupt(agent, options)));
        presses++;
      }
      const activity = await reach.ask(agent, options);
      if (!activity.isBusy && !activity.isWaiting && activity.evidence === "asked") return dropped;
      options.onProgress?.({
        message: `${agent.summary.name} was interrupted and is coming to rest`,
        elapsedMs: clock.now() - start,
      });
      await clock.sleep(pauseMs, options.signal);
    }
    throw new ServiceError(
      "timeout",
      `Agent "${agent.summary.name}" was interrupted but still works after ${interruptMs / 1_000} s.`,
      {
        hint: "Look at show_agent_log; restart_agent stops it for sure and starts a fresh conversation.",
      },
    );
  }

  /** What is queued would be the next thing it works on, so it goes first. */
  async function interrupt(agent: AgentRecord, options: CallOptions): Promise<readonly string[]> {
    const dropped = await conversations.dropQueue(agent, options).catch(raiseServiceError);
    await conversations
      .interrupt(agent, options)
      .catch((error: unknown) => reach.raiseUnlessGone(agent, error, options));
    return dropped;
  }

  /** The task that it worked on, and those that were taken back. */
  async function recordCancelled(
    { workspaceId }: AgentRecord,
    dropped: readonly string[],
    options: CallOptions,
  ): Promise<void> {
    const known = await journal.ledgerOf(workspaceId);
    const running = known?.task?.state === "working" ? known.task : undefined;
    const queued = (known?.earlierTasks ?? []).filter(({ taskId }) => dropped.length > 0 && taskId !== running?.taskId);
    for (const { taskId } of queued) await journal.record(workspaceId, "task_cancelled", { task_id: taskId }, options);
    await journal.record(workspaceId, "task_cancelled", running ? { task_id: running.taskId } : {}, options);
  }

  /** Its CLI was asked and rests: whoever waits for that need not wait until somebody looks again. What else changed, a look finds. */
  async function recordIdle({ workspaceId, reports, build }: AgentRecord, options: CallOptions): Promise<void> {
    const [last] = reports;
    const data = { from: "busy", to: "idle", build_id: build.id, ...(last ? { report_at: last.at } : {}) } as const;
    const isKnown = (known: AgentLedger | undefined) => known?.status !== "busy";
    await journal.recordUnless(isKnown, workspaceId, "agent_status_changed", data, options);
  }
}

const takesNoKeys = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError("unsupported", `Agent "${summary.name}" does not take keys, so its turn cannot be interrupted.`, {
    hint: "Wait for it to finish, or call restart_agent.",
  });
