import type { AlertRule, FleetEvent } from "@fleet-mcp/models";
import type { Finding } from "./finding.ts";
import { certainAfter, looksIn } from "./looks.ts";
import type { Stay } from "./stays.ts";

/** What a look finds of one agent is written in several batches. */
const writingMs = 1_000;

/** Whoever stays failed has one alert that says so, and nobody else has. */
export function judgeFailedBuilds(events: readonly FleetEvent[], stays: readonly Stay[]): Finding[] {
  const alerts = alertsIn(events);
  const looks = looksIn(events);
  return stays.flatMap((stay) => {
    const certainMs = certainAfter(looks, stay.fromMs);
    if (certainMs === undefined || certainMs + writingMs > stay.toMs) return [];
    const own = alerts.filter(({ workspaceId }) => workspaceId === stay.workspaceId);
    return stay.status === "failed" ? judgeFailed(stay, certainMs, own) : judgeOther(stay, certainMs, own);
  });
}

function judgeFailed({ name }: Stay, certainMs: number, alerts: readonly Alert[]): Finding[] {
  const open = alerts.filter(
    ({ raisedMs, resolvedMs }) => raisedMs <= certainMs + writingMs && resolvedMs > certainMs + writingMs,
  );
  if (open.length === 1) return [];
  return [
    { check: open.length === 0 ? "alert lost" : "alert doubled", what: `${open.length} alerts say ${name} failed` },
  ];
}

const judgeOther = ({ name, status }: Stay, certainMs: number, alerts: readonly Alert[]): Finding[] =>
  alerts
    .filter(({ raisedMs, resolvedMs }) => raisedMs <= certainMs && resolvedMs > certainMs + writingMs)
    .map(({ rule }) => ({ check: "alert not resolved", what: `${rule} of ${name} is open while it is ${status}` }));

interface Alert {
  readonly workspaceId: string;
  readonly rule: AlertRule;
  readonly raisedMs: number;
  /** Infinity while it is open. */
  readonly resolvedMs: number;
}

const rules: ReadonlySet<AlertRule> = new Set(["start_failed", "delete_failed"]);

function alertsIn(events: readonly FleetEvent[]): readonly Alert[] {
  const alerts = new Map<string, Alert>();
  for (const { type, data, subject, recordedAt } of events) {
    const atMs = Date.parse(recordedAt);
    if (type === "alert_raised" && rules.has(data.rule) && subject !== "fleet") {
      const { workspaceId } = subject;
      alerts.set(data.alert_id, { workspaceId, rule: data.rule, raisedMs: atMs, resolvedMs: Infinity });
    } else if (type === "alert_resolved") {
      const known = alerts.get(data.alert_id);
      if (known) alerts.set(data.alert_id, { ...known, resolvedMs: atMs });
    }
  }
  return [...alerts.values()];
}
