import type { AgentLedger, NewFleetEvent } from "@fleet-mcp/models";
import { endsOfTasks } from "../agents/ends-of-tasks.ts";
import { observed } from "./observed.ts";

/** The end of an agent, and of the tasks that it took with it. */
export function tellGone(agent: AgentLedger, now: number): NewFleetEvent[] {
  const subject = { workspaceId: agent.workspaceId };
  const at = new Date(now).toISOString();
  const by = agent.deleteRequestedAt === undefined ? ("others" as const) : ("us" as const);
  return [
    ...endsOfTasks(agent, now).map((end) => observed(subject, "task_failed", end, at)),
    observed(subject, "agent_deleted", { by }, at),
  ];
}
