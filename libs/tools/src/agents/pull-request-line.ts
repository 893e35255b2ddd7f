import type { AgentSummary } from "@fleet-mcp/models";

type Shown = Pick<AgentSummary, "pull_request" | "pull_request_status" | "pull_request_check_status">;

/** The link, with what is known of its state and checks; undefined without one. */
export function pullRequestLine(agent: Shown): string | undefined {
  if (agent.pull_request === undefined) return undefined;
  const { pull_request_status: status, pull_request_check_status: checks } = agent;
  const known = [status, checks].filter((part) => part !== undefined);
  return known.length > 0 ? `${agent.pull_request} (${known.join(", ")})` : agent.pull_request;
}
