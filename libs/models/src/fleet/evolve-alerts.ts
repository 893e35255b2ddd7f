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
    case "agent_adopted":
      return rename(alerts, event.data.agent_name);
    default:
      return alerts;
  }
}

const change = (alerts: readonly LedgerAlert[], id: string, to: (known: LedgerAlert) => LedgerAlert): LedgerAlert[] =>
  alerts.map((known) => (known.alert.alert_id === id ? to(known) : known));

const rename = (alerts: readonly LedgerAlert[], agent_name: string): readonly LedgerAlert[] =>
  alerts.map((known) => ({ ...known, alert: { ...known.alert, agent_name } }));

/** The last settled one of each rule stays: its cause may last for as long as others come and go. */
function forget(alerts: readonly LedgerAlert[]): readonly LedgerAlert[] {
  const settled = alerts.filter(({ resolvedBy }) => resolvedBy !== undefined);
  const lastOfRule = new Map(settled.map((known) => [known.alert.rule, known]));
  const tooOld = new Set(
    settled.slice(0, Math.max(0, settled.length - keptSettled)).filter((old) => lastOfRule.get(old.alert.rule) !== old),
  );
  return alerts.filter((known) => !tooOld.has(known));
}
