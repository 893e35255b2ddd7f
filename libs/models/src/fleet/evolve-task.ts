import type { FleetEvent } from "../events/fleet-event.ts";
import type { TaskState } from "../task.ts";
import type { AgentLedger, LedgerTask } from "./fleet-ledger.ts";

const keptDurations = 50;

/** What an event of a task changes in its agent's ledger. */
export function evolveTask(agent: AgentLedger, event: FleetEvent): Partial<AgentLedger> {
  switch (event.type) {
    case "task_started": {
      const { task_id: taskId, task, origin } = event.data;
      const isOrdered = origin === "ordered";
      const delivery = isOrdered ? ("sending" as const) : undefined;
      return { task: { taskId, task, isOrdered, delivery, state: "working", startedAt: event.occurredAt } };
    }
    case "task_input_sent":
      return settleDelivery(agent, event.data);
    case "task_cancelled":
      return endTask(agent, event, "ended", { outcome: "It was cancelled." });
    case "task_succeeded":
      return {
        ...endTask(agent, event, event.data.reported ? "completed" : "ended", event.data),
        tasksSucceeded: agent.tasksSucceeded + 1,
      };
    case "task_failed":
      return { ...endTask(agent, event, "failed", event.data), tasksFailed: agent.tasksFailed + 1 };
    default:
      return {};
  }
}

type Settlement = Extract<FleetEvent, { type: "task_input_sent" }>["data"];

/** A task that was refused never ran. */
function settleDelivery({ task }: AgentLedger, { task_id, input_type, delivery }: Settlement): Partial<AgentLedger> {
  if (input_type !== "task" || !task || task.taskId !== task_id) return {};
  return { task: { ...task, delivery, ...(delivery === "refused" ? { state: "ended" as const } : {}) } };
}

interface End {
  readonly task_id?: string | undefined;
  readonly outcome?: string | undefined;
  readonly duration_ms?: number | undefined;
}

/** The end of another task than the one that is known last is only counted. */
function endTask(
  { task, durationsMs }: AgentLedger,
  { occurredAt }: FleetEvent,
  state: TaskState,
  { task_id, outcome, duration_ms }: End,
): Partial<AgentLedger> {
  const isThis = task !== undefined && (task_id === undefined || task_id === task.taskId);
  const done: LedgerTask | undefined = isThis
    ? { ...task, state, endedAt: occurredAt, ...(outcome === undefined ? {} : { outcome }) }
    : task;
  const durations = duration_ms === undefined ? durationsMs : [...durationsMs, duration_ms].slice(-keptDurations);
  return { task: done, durationsMs: durations };
}
