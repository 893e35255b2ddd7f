import { cleanLine } from "@fleet-mcp/models";
import type { Alert } from "@fleet-mcp/models";

/** An alert on one line; its evidence may hold words of an agent's. */
export function alertLine({ alert_id, rule, severity, agent_name, evidence, since, times_escalated }: Alert): string {
  const escalated = times_escalated > 0 ? `, escalated ${times_escalated}×` : "";
  return `${alert_id} ${severity} ${rule} ${agent_name ?? "fleet"} since ${since}${escalated}: ${cleanLine(evidence, 1_000)}`;
}
