import type { AgentSummary } from "@fleet-mcp/models";
import type { ListedAgent } from "./listed-agent.ts";

type Shown = Pick<AgentSummary, "name" | "status" | "since"> & Partial<ListedAgent>;

/** An agent, or as much of it as an answer shows, on one line of plain text. */
export function agentLine(agent: Shown): string {
  const reason = agent.status_reason ? ` (${agent.status_reason})` : "";
  const parts = [
    `${agent.name}: ${agent.status}${reason} since ${agent.since}`,
    agent.role ? `${agent.project}/${agent.role}` : agent.project,
    agent.last_task,
    agent.pull_request,
  ];
  return parts.filter(Boolean).join(" · ");
}
