import { isOnline, isTransitional, paginate, taskHistory } from "@fleet-mcp/models";
import type { AgentSummary, CallOptions, Clock, PageInfo, PageRequest, Task, TaskReceipt } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { Activity, AgentRecord, Delivery, Repositories } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import type { FirstTasks } from "../agents/first-tasks.ts";
import { checkTask } from "./check-task.ts";

export interface TaskServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "conversations">;
  readonly firstTasks: FirstTasks;
  readonly clock: Clock;
}

/** An agent that was interrupted, and what waited behind its task and was taken back. */
export interface Cancelled {
  readonly agent: AgentSummary;
  readonly dropped: readonly string[];
}

/** An agent reports `idle` up to 3 s before its CLI accepts input: it is busy only when it still is after this long. */
const settleMs = 5_000;
/** An interrupt brings a CLI to rest within a few seconds, or not at all. */
const interruptMs = 10_000;
const secondPressMs = 4_000;
const pauseMs = 500;

export function createTaskService({ repositories: { agents, conversations }, firstTasks, clock }: TaskServiceParts) {
  return { start, cancel, history };

  /**
   * Gives the agent a task once it accepts input. Throws `invalid_input`, `offline`, and `busy` when it still works after 5 s.
   * A send whose answer was lost is never repeated: the receipt then says `unknown`.
   */
  async function start(name: string, task: string, options: CallOptions): Promise<TaskReceipt> {
    checkTask(task);
    const agent = await findReady(name, options);
    if (agent.awaitsFirstTask) return startFirst(agent, task, options);
    const deadline = clock.now() + settleMs;
    for (;;) {
      const activity = await ask(agent, options);
      if (!activity.isBusy) {
        const sentAt = clock.now();
        const delivered = await trySend(agent, task, options);
        if (delivered) return toReceipt(agent, delivered, sentAt);
      }
      if (clock.now() >= deadline) throw busy(agent);
      await clock.sleep(pauseMs, options.signal);
    }
  }

  /** The conversation begins with this task, unless another one is already on its way. */
  async function startFirst(agent: AgentRecord, task: string, options: CallOptions): Promise<TaskReceipt> {
    if (firstTasks.isUnderWay(agent)) throw busy(agent);
    const sentAt = clock.now();
    await firstTasks.giveFirstTask(agent, { task }, options);
    return toReceipt(agent, "yes", sentAt);
  }

  /**
   * Interrupts the running task, takes back what is queued behind it, and returns the agent, idle again. Throws `not_busy` when there is nothing to interrupt,
   * `timeout` when it still works 10 s after the interrupt.
   */
  async function cancel(name: string, options: CallOptions): Promise<Cancelled> {
    const agent = await findOnline(name, options);
    const activity = await ask(agent, options);
    if (!activity.isBusy && !activity.isWaiting && agent.summary.status !== "busy") {
      if (activity.evidence !== "asked") throw unproven(agent, activity);
      throw new ServiceError("not_busy", `Agent "${agent.summary.name}" is idle: there is no task to cancel.`, {
        hint: "Give it work with start_agent_task.",
      });
    }
    if (!activity.takesKeys) {
      throw new ServiceError(
        "unsupported",
        `Agent "${agent.summary.name}" does not take keys, so its turn cannot be interrupted.`,
        { hint: "Wait for it to finish, or call restart_agent." },
      );
    }
    const dropped = await interruptUntilIdle(agent, options);
    const seen = await agents.refresh(agent, options).catch(raiseServiceError);
    if (!seen) throw deletedMeanwhile(agent);
    return { agent: isOnline(seen.summary.status) ? { ...seen.summary, status: "idle" } : seen.summary, dropped };
  }

  /** Tasks newest first, as far back as Coder and the conversation remember. */
  async function history(name: string, page: PageRequest, options: CallOptions): Promise<{ tasks: Task[] } & PageInfo> {
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    const { reports, prompts } = await conversations.past(agent, options).catch(raiseServiceError);
    const { entries, info } = paginate(taskHistory(reports, prompts), page);
    return { tasks: entries, ...info };
  }

  /** Online, or about to be by its first task. */
  async function findReady(name: string, options: CallOptions): Promise<AgentRecord> {
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    if (!isOnline(agent.summary.status) && !(agent.awaitsFirstTask && agent.isMachineUp)) throw offline(agent);
    return agent;
  }

  async function findOnline(name: string, options: CallOptions): Promise<AgentRecord> {
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    if (!isOnline(agent.summary.status)) throw offline(agent);
    return agent;
  }

  async function ask(agent: AgentRecord, options: CallOptions): Promise<Activity> {
    const activity = await conversations.activity(agent, options).catch(raiseServiceError);
    if (!activity.isOffline) return activity;
    await proveThere(agent, options);
    throw new ServiceError(
      "offline",
      `Agent "${agent.summary.name}" cannot be reached: ${activity.problem ?? "its coding CLI does not answer"}.`,
      {
        hint: "Try again in a few seconds; if it stays so, call restart_agent.",
      },
    );
  }

  /** Undefined when the agent was not ready after all, which proves that nothing was delivered. */
  async function trySend(agent: AgentRecord, task: string, options: CallOptions): Promise<Delivery | undefined> {
    try {
      return await conversations.send(agent, task, options);
    } catch (error) {
      if (error instanceof RepositoryError && error.code === "busy") return undefined;
      return raiseUnlessGone(agent, error, options);
    }
  }

  /** An agent that cannot be reached may have been deleted since it was found: that is another next step. */
  async function raiseUnlessGone(agent: AgentRecord, error: unknown, options: CallOptions): Promise<never> {
    const isAway = error instanceof RepositoryError && (error.code === "offline" || error.code === "not_found");
    if (isAway) await proveThere(agent, options, error);
    return raiseServiceError(error);
  }

  async function proveThere(agent: AgentRecord, options: CallOptions, cause?: unknown): Promise<void> {
    if (!(await agents.refresh(agent, options).catch(raiseServiceError))) throw deletedMeanwhile(agent, cause);
  }

  async function interruptUntilIdle(agent: AgentRecord, options: CallOptions): Promise<string[]> {
    const start = clock.now();
    const dropped: string[] = [];
    let presses = 0;
    while (clock.now() - start < interruptMs) {
      if (presses === 0 || (presses === 1 && clock.now() - start >= secondPressMs)) {
        // What is queued would be the next thing it works on.
        dropped.push(...(await conversations.dropQueue(agent, options).catch(raiseServiceError)));
        await conversations.interrupt(agent, options).catch((error: unknown) => raiseUnlessGone(agent, error, options));
        presses++;
      }
      const activity = await ask(agent, options);
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
}
export type TaskService = ReturnType<typeof createTaskService>;

const toReceipt = ({ summary, backend }: AgentRecord, delivered: Delivery, sentAtMs: number): TaskReceipt => ({
  agent_name: summary.name,
  delivered,
  sent_at: new Date(sentAtMs).toISOString(),
  backend,
});

function offline({ summary }: AgentRecord): ServiceError {
  const reason = summary.status_reason ? ` (${summary.status_reason})` : "";
  const hint = isTransitional(summary.status)
    ? "Look again with show_agent in a few seconds."
    : "Call restart_agent to bring it back, or delete_agent if it is not wanted any more.";
  return new ServiceError("offline", `Agent "${summary.name}" is ${summary.status}${reason}, not online.`, { hint });
}

const busy = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError("busy", `Agent "${summary.name}" is working on another task.`, {
    hint: "Wait until show_agent says idle, or call cancel_agent_task first.",
  });

const unproven = ({ summary }: AgentRecord, { problem }: Activity): ServiceError =>
  new ServiceError("offline", `Agent "${summary.name}" could not be asked whether it works: ${problem}.`, {
    hint: "Try again in a few seconds; if it stays so, call restart_agent.",
  });

const deletedMeanwhile = ({ summary }: AgentRecord, cause?: unknown): ServiceError =>
  new ServiceError("not_found", `Agent "${summary.name}" was deleted meanwhile.`, {
    hint: "Call list_agents to see what is there.",
    cause,
  });
