import { AlertRule } from "@fleet-mcp/models";
import type { AlertSeverity, EventData, EventSubject, LedgerAlert } from "@fleet-mcp/models";
import type { AlertThresholds } from "./alert-thresholds.ts";
import { shortHash } from "./short-hash.ts";
import type { Verdict } from "./verdict.ts";

/** One thing to be written down about an alert. */
export type AlertChange =
  | { readonly type: "alert_raised"; readonly data: EventData<"alert_raised"> }
  | { readonly type: "alert_escalated"; readonly data: EventData<"alert_escalated"> }
  | { readonly type: "alert_resolved"; readonly data: EventData<"alert_resolved"> };

export interface Judged {
  readonly subject: EventSubject;
  readonly known: readonly LedgerAlert[];
  /** A rule that is missing finds nothing. */
  readonly verdicts: ReadonlyMap<AlertRule, Verdict>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly thresholds: Pick<AlertThresholds, "escalateSeconds">;
}

/** What changes in the alerts of one subject: each cause is said once, until it ends, and louder when nobody settles it. */
export function settleAlerts(judged: Judged): AlertChange[] {
  return AlertRule.options.flatMap((rule) => {
    const verdict = judged.verdicts.get(rule);
    if (verdict === "unknown") return [];
    const known = judged.known.filter(({ alert }) => alert.rule === rule);
    const isKnown = verdict !== undefined && known.some(({ cause }) => cause === verdict.cause);
    return [
      ...known.flatMap((alert) => settle(alert, verdict, judged)),
      ...(verdict?.isDue && !isKnown ? [raise(rule, verdict, judged.subject)] : []),
    ];
  });
}

function settle(known: LedgerAlert, verdict: Exclude<Verdict, "unknown">, judged: Judged): AlertChange[] {
  const { alert, cause, resolvedBy, sayingSince } = known;
  const { now, thresholds, subject } = judged;
  // Trouble of the fleet has no name but its beginning: that what a manager settled has ended must be known for the next time.
  if (resolvedBy === "observer" || (resolvedBy === "manager" && subject !== "fleet")) return [];
  if (verdict?.cause !== cause) return [{ type: "alert_resolved", data: { alert_id: alert.alert_id, by: "observer" } }];
  const isIgnored = now - Date.parse(sayingSince) >= thresholds.escalateSeconds * 1_000;
  if (resolvedBy !== undefined || !isIgnored) return [];
  return [{ type: "alert_escalated", data: { alert_id: alert.alert_id, severity: louder[alert.severity] } }];
}

const louder: Readonly<Record<AlertSeverity, AlertSeverity>> = {
  info: "warning",
  warning: "critical",
  critical: "critical",
};

function raise(rule: AlertRule, found: Exclude<Verdict, "unknown" | undefined>, subject: EventSubject): AlertChange {
  const { severity, cause, evidence } = found;
  const whose = subject === "fleet" ? subject : subject.workspaceId;
  const alertId = `${rule}-${shortHash(`${whose} ${rule} ${cause}`)}`;
  return { type: "alert_raised", data: { alert_id: alertId, rule, severity, cause, evidence } };
}
