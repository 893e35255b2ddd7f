import type { Alert } from "@fleet-mcp/models";
import type { TickReport } from "@fleet-mcp/services";

const typeOf = { alert_raised: "raised", alert_escalated: "escalated", alert_resolved: "resolved" } as const;

/** What happened to an alert, for somebody outside. */
export interface AlertNotice {
  /** Of the event: the same when the notice is sent again. */
  readonly id: string;
  readonly type: (typeof typeOf)[keyof typeof typeOf];
  readonly at: string;
  readonly alert: Alert;
}

/** What one look found out about alerts, in its order. */
export function toAlertNotices({ appended, alerts }: Pick<TickReport, "appended" | "alerts">): readonly AlertNotice[] {
  const known = new Map(alerts.map((alert) => [alert.alert_id, alert]));
  return appended.flatMap((event) => {
    if (event.type !== "alert_raised" && event.type !== "alert_escalated" && event.type !== "alert_resolved") return [];
    const alert = known.get(event.data.alert_id);
    return alert ? [{ id: event.id, type: typeOf[event.type], at: event.occurredAt, alert }] : [];
  });
}
