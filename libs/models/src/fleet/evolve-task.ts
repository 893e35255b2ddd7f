import type { EventData, FleetEvent } from "../events/fleet-event.ts";
import type { TaskState } from "../task.ts";
import type { AgentLedger, LedgerTask } from "./fleet-ledger.ts";
import { heardOf } from "./heard-of.ts";

const keptDurations = 50;
const keptEarlier = 20;

/** What an event of a task changes in its agent's ledger. */
export function evolveTask(agent: AgentLedger, event: FleetEvent): Partial<AgentLedger> {
  switch (event.type) {
    case "task_started":
      return { ...startTask(agent, event.data, event.occurredAt), ...heardOf(agent, event.data) };
    case "task_input_sent":
      return settleDelivery(agent, event.data);
    case "task_cancelled":
      return endTask(agent, event, "ended", { task_id: event.data.task_id, outcome: "It was cancelled." });
    case "task_succeeded":
      return {
        ...endTask(agent, event, event.data.reported ? "completed" : "ended", event.data),
        ...heardOf(agent, event.data),
        tasksSucceeded: agent.tasksSucceeded + 1,
      };
    case "task_failed":
      return {
        ...endTask(agent, event, "failed", event.data),
        ...heardOf(agent, event.data),
        tasksFailed: agent.tasksFailed + 1,
      };
    default:
      return {};
  }
}

function startTask(agent: AgentLedger, data: EventData<"task_started">, startedAt: string): Partial<AgentLedger> {
  const { task_id: taskId, task, origin } = data;
  const isOrdered = origin === "ordered";
  const delivery = isOrdered ? ("sending" as const) : undefined;
  const before = agent.task?.state === "working" ? [...agent.earlierTasks, agent.task] : agent.earlierTasks;
  const earlierTasks = before.slice(-keptEarlier);
  return { task: { taskId, task, isOrdered, delivery, state: "working", startedAt }, earlierTasks };
}

/** A task that was refused never ran: the one before it goes on. */
function settleDelivery(
  { task, earlierTasks }: AgentLedger,
  { task_id, input_type, delivery, input_id: inputId }: EventData<"task_input_sent">,
): Partial<AgentLedger> {
  if (input_type !== "task" || !task || task.taskId !== task_id) return {};
  if (delivery !== "refused") return { task: { ...task, delivery, inputId } };
  return {
    task: earlierTasks.at(-1) ?? { ...task, delivery, state: "ended" },
    earlierTasks: earlierTasks.slice(0, -1),
  };
}

interface End {
  readonly task_id?: string | undefined;
  readonly outcome?: string | undefined;
  readonly duration_ms?: number | undefined;
}

/** The end of another task than the one that is known last is only counted. */
function endTask(
  { task, earlierTasks, durationsMs }: AgentLedger,
  { occurredAt }: FleetEvent,
  state: TaskState,
  { task_id, outcome, duration_ms }: End,
): Partial<AgentLedger> {
  const isThis = task !== undefined && (task_id === undefined || task_id === task.taskId);
  const hasSaid = task?.state === "completed" || task?.state === "failed";
  const done: LedgerTask | undefined =
    isThis && !(hasSaid && state === "ended")
      ? { ...task, state, endedAt: occurredAt, ...(outcome === undefined ? {} : { outcome }) }
      : task;
  return {
    task: done,
    earlierTasks: earlierTasks.filter(({ taskId }) => taskId !== task_id),
    durationsMs: duration_ms === undefined ? durationsMs : [...durationsMs, duration_ms].slice(-keptDurations),
  };
}
