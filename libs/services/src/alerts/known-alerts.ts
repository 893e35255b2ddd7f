import { AlertSeverity, compareTimes } from "@fleet-mcp/models";
import type { Alert, EventSubject, FleetLedger, LedgerAlert } from "@fleet-mcp/models";

/** An alert, and the stream that its events go to. */
export interface KnownAlert extends LedgerAlert {
  readonly subject: EventSubject;
  /** Events in that stream. */
  readonly version: number;
}

/** Every alert that the log still knows: of the fleet and of each agent, gone ones included. */
export function knownAlerts({ agents, alerts, version }: FleetLedger): KnownAlert[] {
  const ofFleet = alerts.map((known) => ({ ...known, subject: "fleet" as const, version }));
  const ofAgents = [...agents.values()].flatMap((agent) =>
    agent.alerts.map((known) => ({
      ...known,
      subject: { workspaceId: agent.workspaceId },
      version: agent.version,
    })),
  );
  return [...ofFleet, ...ofAgents];
}

/** The open ones, most severe first, then oldest first. */
export const openAlerts = (ledger: FleetLedger): Alert[] =>
  knownAlerts(ledger)
    .filter(isOpen)
    .map(({ alert }) => alert)
    .toSorted((a, b) => severity(b) - severity(a) || compareTimes(a.since, b.since));

export const isOpen = ({ resolvedBy }: LedgerAlert): boolean => resolvedBy === undefined;

const severity = (alert: Alert): number => AlertSeverity.options.indexOf(alert.severity);
