import { cleanLine, compareTimes } from "@fleet-mcp/models";
import type { Alert } from "@fleet-mcp/models";
import { isOpen, knownAlerts, openAlerts } from "../../alerts/known-alerts.ts";
import { quoted } from "../../events/quoted.ts";
import type { DigestFacts } from "./digest-facts.ts";
import { presentAgents } from "../present-agents.ts";
import type { PresentAgent } from "../present-agents.ts";
import { durationWords } from "../../alerts/rules/duration-words.ts";

/** Open alerts, the worst first; then failed and offline agents and questions that no alert tells of, the newest first. */
export function attentionLines({ agents, ledger, now }: DigestFacts): string[] {
  const told = new Set(
    knownAlerts(ledger)
      .filter(isOpen)
      .flatMap(({ subject }) => (subject === "fleet" ? [] : [subject.workspaceId])),
  );
  const untold = presentAgents({ listed: agents, before: ledger, ledger, now })
    .filter(({ workspaceId }) => !told.has(workspaceId))
    .toSorted((a, b) => compareTimes(b.since, a.since));
  return [
    ...openAlerts(ledger).map((alert) => alertLine(alert, now)),
    ...untold.flatMap((agent) => lineOf(agent, now)),
  ];
}

function alertLine({ agent_name, severity, rule, evidence, since, alert_id }: Alert, now: number): string {
  const age = durationWords(now - Date.parse(since));
  return `- ${agent_name ?? "the fleet"}: ${severity}, ${rule} for ${age}: ${cleanLine(evidence, 140)} [${alert_id}]`;
}

function lineOf({ name, status, statusReason, question, since }: PresentAgent, now: number): string[] {
  const age = durationWords(now - Date.parse(since));
  if (question !== undefined) return [`- ${name}: asks, for ${age}: ${quoted(question, 140)}`];
  if (status !== "failed" && status !== "offline") return [];
  return [`- ${name}: ${status} for ${age}${statusReason ? `: ${cleanLine(statusReason, 140)}` : ""}`];
}
