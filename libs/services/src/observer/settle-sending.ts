import type { AgentLedger, NewFleetEvent } from "@fleet-mcp/models";
import { observed } from "./observed.ts";

/** A call that sends ends long before: whoever made it is dead. */
const sendingMs = 2 * 60_000;

/** Of a task whose sender died while it sent it nobody will ever say whether it arrived. One that is still owed is given anew. */
export function settleSending({ workspaceId, task, owed }: AgentLedger, now: number): NewFleetEvent[] {
  if (task?.delivery !== "sending" || task.inputId === undefined || task.inputId === owed?.inputId) return [];
  if (now - Date.parse(task.startedAt) < sendingMs) return [];
  const data = { input_id: task.inputId, task_id: task.taskId, input_type: "task", delivery: "unknown" } as const;
  return [observed({ workspaceId }, "task_input_sent", data, new Date(now).toISOString())];
}
