import { isOnline, isTransitional } from "@fleet-mcp/models";
import type { AgentLedger, AgentSummary, CallOptions, Clock, UnfinishedWork } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { Journal } from "../events/journal.ts";
import type { OngoingWork } from "../ongoing-work.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { endsOfTasks, runningTasks } from "./ends-of-tasks.ts";
import { beingDeleted } from "./being-deleted.ts";
import { createBringUp } from "./bring-up.ts";
import { createTakeDown } from "./take-down.ts";
import { interruptedTask, mayInterrupt } from "./interruption.ts";
import type { ConfirmOptions } from "./interruption.ts";
import { waitUntilSettled } from "./wait-until-settled.ts";

export interface LifecycleServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "builds">;
  readonly journal: Journal;
  readonly work: OngoingWork;
  readonly clock: Clock;
  /** How long a call stays with a sequence before it answers that the work goes on; longer when the caller asks to wait. */
  readonly foregroundMs?: number;
}

export interface Changed {
  readonly agent: AgentSummary;
  readonly next: string;
}

export interface Removed extends Changed {
  /** What the agent was working on, if the deletion cut it off. */
  readonly interrupted_task?: string;
}

/** Restarting and deleting: sequences of builds that run to their end even when the caller goes away. */
export function createLifecycleService({
  repositories,
  journal,
  work,
  clock,
  foregroundMs = 25_000,
}: LifecycleServiceParts) {
  const { agents, builds } = repositories;
  const { bringUp } = createBringUp({ repositories, journal, clock });
  const takeDown = createTakeDown({ repositories, journal, clock });
  return { restart, remove };

  /** Stops the agent if it is up and starts it, from any status; a build in progress is cancelled or waited for first. */
  async function restart(name: string, waitSeconds: number, options: CallOptions): Promise<Changed> {
    const start = clock.now();
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    const restarted = await work.run((own) => bringUp(agent, own), terms("restart", agent, waitSeconds), options);
    if (!restarted) return goesOn(agent, "The restart goes on by itself; show_agent says how far it is.", options);
    const left = waitSeconds - (clock.now() - start) / 1_000;
    const seen = left > 0 ? await waitForStart(restarted.value, left, options) : restarted.value;
    return { agent: seen.summary, next: afterStart(seen) };
  }

  /**
   * Deletes the agent from any status, a busy one only if the user, who can be asked, does not mind. Answers once the deletion is
   * under way; with `waitSeconds`, once it is gone.
   */
  async function remove(name: string, waitSeconds: number, options: ConfirmOptions): Promise<Removed> {
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    if (!(await mayInterrupt(agent, options))) return { agent: agent.summary, next: notConfirmed };
    const interrupted = interruptedTask(agent);
    const removed = await takeAway(agent, waitSeconds, options);
    return { ...removed, ...(interrupted === undefined ? {} : { interrupted_task: interrupted }) };
  }

  async function takeAway(agent: AgentRecord, waitSeconds: number, options: CallOptions): Promise<Changed> {
    const start = clock.now();
    const removed = await work.run((own) => takeDown(agent, own), terms("delete", agent, waitSeconds), options);
    if (!removed) {
      return goesOn(
        agent,
        "It will be deleted as soon as the build in progress has ended; show_agent says when.",
        options,
      );
    }
    const left = Math.max(0, waitSeconds - (clock.now() - start) / 1_000);
    const seen = await waitUntilGone(agent, removed.value, left, options);
    if (!seen) {
      await recordGone(agent, options);
      return { agent: gone(agent), next: "It is gone; its name can be used again." };
    }
    return { agent: seen.summary, next: "Its deletion is under way; show_agent answers not_found once it is gone." };
  }

  /** Somebody else's deletion that was found under way is left to whoever looks at the fleet. */
  async function recordGone({ workspaceId }: AgentRecord, options: CallOptions): Promise<void> {
    const isKnown = (known: AgentLedger | undefined) => !known?.deleteRequestedAt || known.goneAt !== undefined;
    const ends = endsOfTasks(await journal.ledgerOf(workspaceId), clock.now());
    for (const end of ends) {
      const isOver = (known: AgentLedger | undefined) => isKnown(known) || !isRunning(known, end.task_id);
      await journal.recordUnless(isOver, workspaceId, "task_failed", end, options);
    }
    await journal.recordUnless(isKnown, workspaceId, "agent_deleted", { by: "us" }, options);
  }

  async function waitForStart(agent: AgentRecord, seconds: number, options: CallOptions): Promise<AgentRecord> {
    const seen = await waitUntilSettled(builds, agent, seconds, options);
    if (!seen) throw beingDeleted(agent);
    if (!seen.build.hasFailed) return seen;
    throw new ServiceError(
      "build_failed",
      `Agent "${agent.summary.name}" did not come up again: its ${seen.summary.status_reason ?? "start was canceled"}.`,
      {
        hint: 'Call show_agent_log with source "build" for the details, then restart_agent to try again.',
      },
    );
  }

  async function waitUntilGone(
    agent: AgentRecord,
    seen: AgentRecord | undefined,
    seconds: number,
    options: CallOptions,
  ) {
    const isOver = (now: AgentRecord | undefined) => now === undefined || !now.build.isActive;
    const waited = seen && (await builds.waitUntil(seen, isOver, seconds, options).catch(raiseServiceError));
    const last = waited?.agent;
    if (!last?.build.hasFailed) return last;
    throw new ServiceError(
      "build_failed",
      `Agent "${agent.summary.name}" was not deleted: its ${last.summary.status_reason ?? "deletion was canceled"}. Its workspace is still there.`,
      {
        hint: 'Call show_agent_log with source "build" for the details. Once the cause is gone, call delete_agent again; an administrator of the template can delete it without its resources (orphan).',
      },
    );
  }

  async function goesOn(agent: AgentRecord, next: string, options: CallOptions): Promise<Changed> {
    const seen = await agents.refresh(agent, options).catch(raiseServiceError);
    return { agent: seen?.summary ?? gone(agent), next };
  }

  function gone({ summary: { status_reason: _, ...summary } }: AgentRecord): AgentSummary {
    return { ...summary, status: "deleted", since: `${new Date(clock.now()).toISOString().slice(0, 19)}Z` };
  }

  function terms(kind: UnfinishedWork["kind"], agent: AgentRecord, waitSeconds: number) {
    const { summary, workspaceId, ownerId, build } = agent;
    return {
      foregroundMs: Math.max(foregroundMs, waitSeconds * 1_000),
      handover: { kind, agentName: summary.name, workspaceId, ownerId, buildId: build.id },
    };
  }
}
export type LifecycleService = ReturnType<typeof createLifecycleService>;

const isRunning = (known: AgentLedger | undefined, id: string): boolean =>
  runningTasks(known).some(({ taskId }) => taskId === id);

const notConfirmed =
  "Not deleted: the user was asked and did not agree. It goes on working; once it is idle, delete_agent deletes it without asking.";

function afterStart({ summary }: AgentRecord): string {
  if (isOnline(summary.status))
    return "It is online again, with a fresh conversation: give it work with start_agent_task.";
  if (isTransitional(summary.status))
    return "It is starting; wait_for_agents (until online) returns once it is up, then give it work with start_agent_task.";
  return `It was started but is ${summary.status}: look at show_agent, and at show_agent_log with source "build".`;
}
