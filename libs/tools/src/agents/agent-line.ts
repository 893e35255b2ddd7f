import { cleanLine } from "@fleet-mcp/models";
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
    agent.pending_alerts ? `open alerts: ${agent.pending_alerts}` : undefined,
  ];
  return parts
    .filter((part) => part !== undefined && part !== "")
    .map(oneLine)
    .join(" · ");
}

/** Each part may hold words of an agent's: none begins a line of its own. */
const oneLine = (part: string | undefined): string => cleanLine(part ?? "", 1_000);
