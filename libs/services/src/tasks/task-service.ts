import { maxTypedTaskLength, paginate } from "@fleet-mcp/models";
import type { CallOptions, Clock, PageInfo, PageRequest, Task, TaskReceipt } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Delivery, Repositories } from "@fleet-mcp/repositories";
import type { FirstTasks } from "../agents/first-tasks.ts";
import { checkOnline, createReach } from "../agents/reach.ts";
import { requireCapability } from "../agents/require-capability.ts";
import { createInputRecord } from "../events/input-record.ts";
import type { Journal } from "../events/journal.ts";
import { ServiceError } from "../service-error.ts";
import { createCancel } from "./cancel.ts";
import { checkTask } from "./check-task.ts";
import { createHistory } from "./history.ts";
import { createTaskFile } from "./task-file.ts";

export interface TaskServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "conversations" | "events">;
  readonly firstTasks: FirstTasks;
  readonly journal: Journal;
  readonly clock: Clock;
}

export interface TaskTerms {
  /** A role or capability that the agent must have. */
  readonly requires?: string | undefined;
}

/** An agent reports `idle` up to 3 s before its CLI accepts input: it is busy only when it still is after this long. */
const settleMs = 5_000;
const pauseMs = 500;

export function createTaskService({ repositories, firstTasks, journal, clock }: TaskServiceParts) {
  const { agents, conversations } = repositories;
  const reach = createReach(repositories);
  const past = createHistory(repositories);
  const asFile = createTaskFile({ repositories, reach });
  return {
    start,
    /** Interrupts the running task and takes back what is queued behind it. Throws `not_busy`, and `timeout` when it still works 10 s later. */
    cancel: createCancel({ repositories, journal, clock }),
    history,
  };

  /**
   * Gives the agent a task once it accepts input, one that is too long for its conversation as a file on its machine. Throws
   * `invalid_input`, `unsupported`, `offline`, and `busy` when it still works after 5 s. A send whose answer was lost is never
   * repeated: the receipt then says `unknown`.
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
    // An agent that is up and awaits its first task comes online by it.
    if (agent.awaitsFirstTask && agent.isMachineUp) return startFirst(agent, task, options);
    checkOnline(agent);
    const { taskId, record } = recordOf(agent, task, options);
    const deadline = clock.now() + settleMs;
    const isTyped = task.length <= maxTypedTaskLength || conversations.takesLongText(agent);
    let text = isTyped ? task : undefined;
    try {
      for (;;) {
        const activity = await reach.ask(agent, options);
        if (!activity.isBusy) {
          const words = (text ??= await asFile(agent, taskId, task, options));
          const sentAt = clock.now();
          const delivered = await record.attempt(() => trySend(agent, words, options));
          if (delivered)
            return { ...toReceipt(agent, delivered, sentAt), ...(words === task ? {} : { warning: byFile }) };
        }
        if (clock.now() >= deadline) throw busy(agent);
        await clock.sleep(pauseMs, options.signal);
      }
    } finally {
      await record.settle();
    }
  }

  /** The conversation begins with this task, unless it is owed to another one, which is given first. */
  async function startFirst(agent: AgentRecord, task: string, options: CallOptions): Promise<TaskReceipt> {
    if (firstTasks.isUnderWay(agent)) throw busy(agent);
    const owed = (await journal.ledgerOf(agent.workspaceId))?.owed;
    if (owed && !owed.isRefused) {
      await firstTasks.giveFirstTask(agent, owed, options);
      throw busy(agent);
    }
    if (!(await firstTasks.order(agent, task, options))) throw busy(agent);
    const sentAt = clock.now();
    const begun = await firstTasks.giveFirstTask(agent, { task, systemPrompt: owed?.systemPrompt }, options);
    if (!begun) throw reach.deletedMeanwhile(agent);
    if (begun.awaitsFirstTask) throw kept(begun);
    return toReceipt(agent, "yes", sentAt);
  }

  function recordOf({ workspaceId }: AgentRecord, task: string, options: CallOptions) {
    const taskId = crypto.randomUUID();
    const given = { task_id: taskId, task, origin: "ordered" } as const;
    const entry = { task_id: taskId, input_type: "task" } as const;
    return { taskId, record: createInputRecord({ journal, workspaceId, entry, task: given, options }) };
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
}
export type TaskService = ReturnType<typeof createTaskService>;

const byFile = `It has more than ${maxTypedTaskLength} characters, so it lies in a file on the agent's machine and the message only names it.`;

const toReceipt = ({ summary, backend }: AgentRecord, delivered: Delivery, sentAtMs: number): TaskReceipt => ({
  agent_name: summary.name,
  delivered,
  sent_at: new Date(sentAtMs).toISOString(),
  backend,
});

const busy = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError("busy", `Agent "${summary.name}" is working on another task.`, {
    hint: "Call wait_for_agents (until idle), or cancel_agent_task first.",
  });

const kept = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError(
    "offline",
    `Agent "${summary.name}" is ${summary.status}: its machine went down before the task was given.`,
    {
      hint: "The task is kept and given when the machine is up again: call restart_agent.",
    },
  );
