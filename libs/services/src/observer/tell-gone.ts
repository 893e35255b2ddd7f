import type { AgentLedger, LedgerTask, NewFleetEvent } from "@fleet-mcp/models";
import { observed } from "./observed.ts";

/** The end of an agent, and of the tasks that it took with it. */
export function tellGone(
  { workspaceId, earlierTasks, task, deleteRequestedAt }: AgentLedger,
  now: number,
): NewFleetEvent[] {
  const subject = { workspaceId };
  const at = new Date(now).toISOString();
  const running = [...earlierTasks, ...(task?.state === "working" ? [task] : [])];
  const by = deleteRequestedAt === undefined ? ("others" as const) : ("us" as const);
  return [...running.map(fail), observed(subject, "agent_deleted", { by }, at)];

  function fail({ taskId, startedAt }: LedgerTask): NewFleetEvent {
    const duration_ms = Math.max(0, Math.round(now - Date.parse(startedAt)));
    const outcome = "The agent was deleted while it worked on it.";
    return observed(subject, "task_failed", { task_id: taskId, outcome, duration_ms }, at);
  }
}
