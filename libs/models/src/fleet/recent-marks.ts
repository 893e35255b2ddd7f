import type { FleetEvent } from "../events/fleet-event.ts";
import type { TaskMark } from "./fleet-ledger.ts";

const dayMs = 24 * 60 * 60_000;

/** The marks of the last day, up to the newest of these events. A task that was refused never began. */
export function recentMarks(known: readonly TaskMark[], events: readonly FleetEvent[], now: string): TaskMark[] {
  const marks = [...known, ...events.flatMap(toMarks)];
  const refused = new Set(events.flatMap(toRefused));
  const oldest = Date.parse(now) - dayMs;
  return marks.filter(({ at, kind, taskId }) => {
    if (kind === "started" && taskId !== undefined && refused.has(taskId)) return false;
    return Date.parse(at) >= oldest;
  });
}

function toMarks(event: FleetEvent): TaskMark[] {
  const at = event.occurredAt;
  switch (event.type) {
    case "task_started":
      return [{ at, kind: "started", taskId: event.data.task_id }];
    case "task_succeeded":
      return [{ at, kind: "succeeded", taskId: event.data.task_id }];
    case "task_failed":
      return [{ at, kind: "failed", taskId: event.data.task_id }];
    case "task_cancelled":
      return [{ at, kind: "cancelled", taskId: event.data.task_id }];
    default:
      return [];
  }
}

function toRefused(event: FleetEvent): string[] {
  if (event.type !== "task_input_sent") return [];
  const { task_id, input_type, delivery } = event.data;
  return input_type === "task" && delivery === "refused" && task_id !== undefined ? [task_id] : [];
}
