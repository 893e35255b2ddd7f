import type { FleetEvent } from "../events/fleet-event.ts";
import type { LedgerAlert } from "./fleet-ledger.ts";

const keptSettled = 20;

/** The alerts of one subject after an event: open ones, and the last settled ones. */
export function evolveAlerts(
  alerts: readonly LedgerAlert[],
  event: FleetEvent,
  agentName: string | undefined,
): readonly LedgerAlert[] {
  switch (event.type) {
    case "alert_raised": {
      const { alert_id, rule, severity, cause, evidence } = event.data;
      const since = event.occurredAt;
      const named = agentName === undefined ? {} : { agent_name: agentName };
      const alert = { alert_id, rule, severity, ...named, evidence, since, times_escalated: 0 };
      return [...alerts, { alert, cause, sayingSince: since }];
    }
    case "alert_escalated":
      return change(alerts, event.data.alert_id, (known) => ({
        ...known,
        alert: { ...known.alert, severity: event.data.severity, times_escalated: known.alert.times_escalated + 1 },
        sayingSince: event.occurredAt,
      }));
    case "alert_resolved":
      return forget(change(alerts, event.data.alert_id, (known) => ({ ...known, resolvedBy: event.data.by })));
    default:
      return alerts;
  }
}

const change = (alerts: readonly LedgerAlert[], id: string, to: (known: LedgerAlert) => LedgerAlert): LedgerAlert[] =>
  alerts.map((known) => (known.alert.alert_id === id ? to(known) : known));

function forget(alerts: readonly LedgerAlert[]): readonly LedgerAlert[] {
  const settled = alerts.filter(({ resolvedBy }) => resolvedBy !== undefined);
  const tooOld = new Set(settled.slice(0, Math.max(0, settled.length - keptSettled)));
  return alerts.filter((known) => !tooOld.has(known));
}
