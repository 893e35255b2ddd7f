import type { AgentLedger, EventData, LedgerTask } from "@fleet-mcp/models";

/** How the tasks end that an agent takes with it. */
export function endsOfTasks(agent: AgentLedger | undefined, now: number): TaskEnd[] {
  return runningTasks(agent).map(({ taskId, startedAt }) => ({
    task_id: taskId,
    outcome: "The agent was deleted while it worked on it.",
    duration_ms: Math.max(0, Math.round(now - Date.parse(startedAt))),
  }));
}

type TaskEnd = EventData<"task_failed"> & { readonly task_id: string };

/** Oldest first. */
export function runningTasks(agent: AgentLedger | undefined): LedgerTask[] {
  if (!agent) return [];
  return [...agent.earlierTasks, ...(agent.task?.state === "working" ? [agent.task] : [])];
}
