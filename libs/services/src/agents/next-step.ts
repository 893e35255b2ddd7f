import { isOnline, isTransitional } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";

/** What to do with a new agent that has its task, or was created without one. */
export function nextStep({ summary }: AgentRecord, task: string | undefined): string {
  if (isTransitional(summary.status)) {
    return task === undefined
      ? "It is starting; wait_for_agents (until online) returns once it is up, then give it work with start_agent_task."
      : "It is starting and will begin its task by itself; show_agent says how far it is.";
  }
  if (!isOnline(summary.status))
    return `It was created but is ${summary.status}: look at show_agent, and at show_agent_log with source "build".`;
  if (task !== undefined) return "It has its task; show_agent says how far it is.";
  return summary.status === "busy"
    ? "It is getting ready; wait_for_agents (until idle) returns once it is, then give it work with start_agent_task."
    : "Give it work with start_agent_task.";
}

/** The same for one that still awaits its task. */
export function pendingStep({ summary }: AgentRecord): string {
  const isComing = isTransitional(summary.status) || summary.status === "offline";
  if (isComing) return "It is given its task as soon as its machine is up; show_agent says how far it is.";
  return `It is ${summary.status} and has not been given its task: look at show_agent, then call restart_agent; it is given its task when it is up.`;
}
