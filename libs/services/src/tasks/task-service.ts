import { isOnline, maxTypedTaskLength, paginate } from "@fleet-mcp/models";
import type {
  AgentLedger,
  AgentSummary,
  CallOptions,
  Clock,
  PageInfo,
  PageRequest,
  Task,
  TaskReceipt,
} from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Delivery, Repositories } from "@fleet-mcp/repositories";
import { checkOnline, createReach, unproven } from "../agents/reach.ts";
import { requireCapability } from "../agents/require-capability.ts";
import { createInputRecord } from "../events/input-record.ts";
import type { Journal } from "../events/journal.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { checkTask } from "./check-task.ts";
import { createHistory } from "./history.ts";
import { createTaskFile } from "./task-file.ts";

export interface TaskServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "conversations" | "events">;
  readonly journal: Journal;
  readonly clock: Clock;
}

export interface TaskTerms {
  /** A role or capability that the agent must have. */
  readonly requires?: string | undefined;
}

/** An agent reports `idle` up to 3 s before its CLI accepts input: it is busy only when it still is after this long. */
const settleMs = 5_000;
/** An interrupt brings a CLI to rest within a few seconds, or not at all. */
const interruptMs = 10_000;
const secondPressMs = 4_000;
const pauseMs = 500;

export function createTaskService({ repositories, journal, clock }: TaskServiceParts) {
  const { agents, conversations } = repositories;
  const reach = createReach(repositories);
  const past = createHistory(repositories);
  const asFile = createTaskFile({ repositories, reach });
  return { start, cancel, history };

  /**
   * Gives the agent a task once it accepts input, a long one as a file on its machine. Throws `invalid_input`, `unsupported`,
   * `offline`, and `busy` when it still works after 5 s. A send whose answer was lost is never repeated: the receipt then says
   * `unknown`.
   */
  async function start(
    name: string,
    task: string,
    options: CallOptions,
    { requires }: TaskTerms = {},
  ): Promise<TaskReceipt> {
    checkTask(task);
    const agent = await reach.find(name, options);
    if (requires !== undefined) await requireCapability(agents, agent, requires, options);
    checkOnline(agent);
    const taskId = crypto.randomUUID();
    const given = { task_id: taskId, task, origin: "ordered" } as const;
    const entry = { task_id: taskId, input_type: "task" } as const;
    const record = createInputRecord({ journal, workspaceId: agent.workspaceId, entry, task: given, options });
    const deadline = clock.now() + settleMs;
    let text = task.length > maxTypedTaskLength ? undefined : task;
    try {
      for (;;) {
        const activity = await reach.ask(agent, options);
        if (!activity.isBusy) {
          const words = (text ??= await asFile(agent, taskId, task, options));
          const sentAt = new Date(clock.now()).toISOString();
          const delivered = await record.attempt(() => trySend(agent, words, options));
          if (delivered)
            return { ...receipt(agent, delivered, sentAt), ...(words === task ? {} : { warning: byFile }) };
        }
        if (clock.now() >= deadline) throw busy(agent);
        await clock.sleep(pauseMs, options.signal);
      }
    } finally {
      await record.settle();
    }
  }

  /**
   * Interrupts the running task and returns the agent, idle again. Throws `not_busy` when there is nothing to interrupt,
   * `timeout` when it still works 10 s after the interrupt.
   */
  async function cancel(name: string, options: CallOptions): Promise<AgentSummary> {
    const agent = await reach.find(name, options);
    checkOnline(agent);
    const activity = await reach.ask(agent, options);
    if (!activity.isBusy && agent.summary.status !== "busy") {
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
    await interruptUntilIdle(agent, options);
    await recordCancelled(agent, options);
    const seen = await agents.refresh(agent, options).catch(raiseServiceError);
    if (!seen) throw reach.deletedMeanwhile(agent);
    if (!isOnline(seen.summary.status)) return seen.summary;
    await recordIdle(seen, options);
    return { ...seen.summary, status: "idle" };
  }

  /** Tasks newest first: what Coder and the conversation remember, and what the event log does. */
  async function history(name: string, page: PageRequest, options: CallOptions): Promise<{ tasks: Task[] } & PageInfo> {
    const { entries, info } = paginate(await readHistory(name, options), page);
    return { tasks: entries, ...info };
  }

  /** Of an agent that is gone, the event log remembers what Coder does not. */
  async function readHistory(name: string, options: CallOptions): Promise<Task[]> {
    try {
      return await past.ofAgent(await reach.find(name, options), options);
    } catch (error) {
      const tasks = error instanceof ServiceError && error.code === "not_found" ? await past.ofGone(name) : undefined;
      if (!tasks) throw error;
      return tasks;
    }
  }

  /** Undefined when the agent was not ready after all, which proves that nothing was delivered. */
  async function trySend(agent: AgentRecord, task: string, options: CallOptions): Promise<Delivery | undefined> {
    try {
      return await conversations.send(agent, task, options);
    } catch (error) {
      if (error instanceof RepositoryError && error.code === "busy") return undefined;
      return reach.raiseUnlessGone(agent, error, options);
    }
  }

  async function recordCancelled({ workspaceId }: AgentRecord, options: CallOptions): Promise<void> {
    const task = (await journal.ledgerOf(workspaceId))?.task;
    const data = task?.state === "working" ? { task_id: task.taskId } : {};
    await journal.record(workspaceId, "task_cancelled", data, options);
  }

  /** Its CLI was asked and rests: whoever waits for that need not wait until somebody looks again. What else changed, a look finds. */
  async function recordIdle({ workspaceId, reports, build }: AgentRecord, options: CallOptions): Promise<void> {
    const [last] = reports;
    const data = { from: "busy", to: "idle", build_id: build.id, ...(last ? { report_at: last.at } : {}) } as const;
    const isKnown = (known: AgentLedger | undefined) => known?.status !== "busy";
    await journal.recordUnless(isKnown, workspaceId, "agent_status_changed", data, options);
  }

  async function interruptUntilIdle(agent: AgentRecord, options: CallOptions): Promise<void> {
    const start = clock.now();
    let presses = 0;
    while (clock.now() - start < interruptMs) {
      if (presses === 0 || (presses === 1 && clock.now() - start >= secondPressMs)) {
        await conversations
          .interrupt(agent, options)
          .catch((error: unknown) => reach.raiseUnlessGone(agent, error, options));
        presses++;
      }
      const activity = await reach.ask(agent, options);
      if (!activity.isBusy && activity.evidence === "asked") return;
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

const byFile = `It has more than ${maxTypedTaskLength} characters, so it lies in a file on the agent's machine and the message only names it.`;

const receipt = ({ summary, backend }: AgentRecord, delivered: Delivery, sent_at: string): TaskReceipt => ({
  agent_name: summary.name,
  delivered,
  sent_at,
  backend,
});

const busy = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError("busy", `Agent "${summary.name}" is working on another task.`, {
    hint: "Call wait_for_agents (until idle), or cancel_agent_task first.",
  });
