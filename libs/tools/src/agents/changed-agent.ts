import { AgentSummary } from "@fleet-mcp/models";

/** What the manager needs of an agent it has just changed; list_agents and show_agent have the rest. */
export const ChangedAgent = AgentSummary.pick({ name: true, status: true, status_reason: true, since: true });
