import { compareTimes } from "@fleet-mcp/models";
import type { EventData, FleetEvent, InputDelivery } from "@fleet-mcp/models";

/** One task as the events of its agent tell it. */
export interface RecordedTask {
  readonly taskId: string;
  readonly task: string;
  readonly isOrdered: boolean;
  readonly startedAt: string;
  readonly delivery?: InputDelivery;
  readonly end?: {
    readonly state: "completed" | "failed" | "idle";
    readonly outcome: string;
    readonly at: string;
    readonly pullRequest?: string;
  };
}

/** The tasks of one agent, oldest first, from its events in the order of the log; without those that were refused. */
export function recordedTasks(events: readonly FleetEvent[]): RecordedTask[] {
  const tasks = new Map<string, RecordedTask>();
  let last = "";
  const change = (taskId: string, over: Partial<RecordedTask>): void => {
    const known = tasks.get(taskId);
    if (known) tasks.set(taskId, { ...known, ...over });
  };
  for (const event of events) {
    if (event.type === "task_started") {
      const { task_id: taskId, task, origin } = event.data;
      tasks.set(taskId, { taskId, task, isOrdered: origin === "ordered", startedAt: event.occurredAt });
      last = taskId;
    } else if (event.type === "task_input_sent" && event.data.input_type === "task") {
      change(event.data.task_id ?? last, { delivery: event.data.delivery });
    } else {
      const ended = endOf(event);
      const taskId = ended?.taskId ?? last;
      if (ended && !tasks.get(taskId)?.end) change(taskId, { end: ended.end });
    }
  }
  const given = [...tasks.values()].filter(({ delivery }) => delivery !== "refused");
  return given.toSorted((a, b) => compareTimes(a.startedAt, b.startedAt));
}

interface Ended {
  readonly taskId: string | undefined;
  readonly end: NonNullable<RecordedTask["end"]>;
}

function endOf(event: FleetEvent): Ended | undefined {
  const at = event.occurredAt;
  switch (event.type) {
    case "task_succeeded": {
      const { task_id: taskId, outcome = "", reported } = event.data;
      return { taskId, end: { state: reported ? "completed" : "idle", outcome, at, ...linkOf(event.data) } };
    }
    case "task_failed":
      return {
        taskId: event.data.task_id,
        end: { state: "failed", outcome: event.data.outcome ?? "", at, ...linkOf(event.data) },
      };
    case "task_cancelled":
      return { taskId: event.data.task_id, end: { state: "idle", outcome: "It was cancelled.", at } };
    default:
      return undefined;
  }
}

const linkOf = ({ pull_request: url }: EventData<"task_failed">): { pullRequest?: string } =>
  url === undefined ? {} : { pullRequest: url };
