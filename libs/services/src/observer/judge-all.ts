import type { AlertRule, EventSubject, FleetLedger, LedgerAlert, NewFleetEvent } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { judgeAgent } from "../alerts/rules/agent-rules.ts";
import type { AlertThresholds } from "../alerts/rules/alert-thresholds.ts";
import { judgeFleet } from "../alerts/rules/fleet-rules.ts";
import { judgeGone } from "../alerts/rules/gone-agent.ts";
import { settleAlerts } from "../alerts/rules/settle-alerts.ts";
import type { Verdict, Words } from "../alerts/rules/verdict.ts";
import type { Listener } from "./last-words.ts";
import { observed } from "./observed.ts";
import { projectMedians } from "./project-medians.ts";

export interface Findings {
  readonly ledger: FleetLedger;
  /** Undefined when Coder could not list it. */
  readonly fleet: readonly AgentRecord[] | undefined;
  readonly problem: string | undefined;
  /** The agents that are listed and known. */
  readonly present: readonly Listener[];
  readonly words: (listener: Listener) => Words | undefined;
  readonly tokenExpiresAt: number | "never" | "unknown";
  readonly now: number;
  readonly thresholds: AlertThresholds;
}

/** What changes in the alerts of the whole fleet, as events. While Coder cannot be asked, nothing about agents is judged. */
export function judgeAll(findings: Findings): NewFleetEvent[] {
  const { ledger, fleet, problem, present, tokenExpiresAt, now, thresholds } = findings;
  const known = ledger.alerts;
  const medianOf = projectMedians(ledger);
  return [
    ...present.flatMap((listener) => {
      const { agent, seen } = listener;
      // Deleted since it was listed: then it is judged as what it is, and not twice.
      if (agent.goneAt !== undefined) return [];
      const medianMs = medianOf(agent.project);
      const verdicts = judgeAgent({ now, agent, seen, words: findings.words(listener), medianMs, thresholds });
      return settle({ workspaceId: agent.workspaceId }, agent.alerts, verdicts);
    }),
    ...(fleet ? [...ledger.agents.values()] : []).flatMap((agent) =>
      agent.goneAt === undefined ? [] : settle({ workspaceId: agent.workspaceId }, agent.alerts, judgeGone(agent, now)),
    ),
    ...settle("fleet", known, judgeFleet({ now, problem, agents: fleet, tokenExpiresAt, known, thresholds })),
  ];

  function settle(
    subject: EventSubject,
    alerts: readonly LedgerAlert[],
    verdicts: ReadonlyMap<AlertRule, Verdict>,
  ): NewFleetEvent[] {
    const at = new Date(now).toISOString();
    return settleAlerts({ subject, known: alerts, verdicts, now, thresholds }).map(({ type, data }) =>
      observed(subject, type, data, at),
    );
  }
}
