import type { AgentSummary } from "@fleet-mcp/models";

/** One agent on one line of plain text. */
export function agentLine(agent: AgentSummary): string {
  const where = agent.role ? `${agent.project}/${agent.role}` : agent.project;
  const reason = agent.status_reason ? ` (${agent.status_reason})` : "";
  const task = agent.last_task ? ` · ${agent.last_task.state}: ${agent.last_task.task}` : "";
  const link = agent.pull_request ? ` · ${agent.pull_request}` : "";
  return `${agent.name}: ${agent.status}${reason} since ${agent.since} · ${where}${task}${link}`;
}
