import type { FleetEvent } from "@fleet-mcp/models";
import type { Finding } from "./finding.ts";
import { certainAfter, looksIn } from "./looks.ts";

/** Every cause is raised once, what is raised is settled at most once, and no failed task goes without an alert. */
export const judgeAlerts = (events: readonly FleetEvent[], endMs: number): Finding[] => [
  ...raisedTwice(events),
  ...settledWrongly(events),
  ...failuresUnsaid(events, endMs),
];

const keyOf = ({ subject }: FleetEvent): string => (subject === "fleet" ? subject : subject.workspaceId);

function raisedTwice(events: readonly FleetEvent[]): Finding[] {
  const seen = new Set<string>();
  return events.flatMap((event) => {
    if (event.type !== "alert_raised") return [];
    const key = `${event.data.rule} of ${keyOf(event)} for ${event.data.cause}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew ? [] : [{ check: "alert doubled", what: `${key} was raised again` }];
  });
}

function settledWrongly(events: readonly FleetEvent[]): Finding[] {
  const open = new Set<string>();
  return events.flatMap((event) => {
    if (event.type === "alert_raised") open.add(event.data.alert_id);
    if (event.type !== "alert_resolved" && event.type !== "alert_escalated") return [];
    const { alert_id } = event.data;
    const isOpen = open.has(alert_id);
    if (event.type === "alert_resolved") open.delete(alert_id);
    return isOpen ? [] : [{ check: "alert doubled", what: `${event.type} of ${alert_id}, which was not open` }];
  });
}

/** Of an agent whose latest task failed, and stayed so while the fleet was looked at. */
function failuresUnsaid(events: readonly FleetEvent[], endMs: number): Finding[] {
  const looks = looksIn(events);
  const causes = new Set(events.flatMap((event) => (event.type === "alert_raised" ? [event.data.cause] : [])));
  return events.flatMap((event, index) => {
    if (event.type !== "task_failed" || event.data.task_id === undefined) return [];
    const { task_id } = event.data;
    const own = (other: FleetEvent) => keyOf(other) === keyOf(event);
    const latest = events.slice(0, index).findLast((before) => before.type === "task_started" && own(before));
    const isLatest = latest?.type === "task_started" && latest.data.task_id === task_id;
    const later = events.slice(index).find((after) => own(after) && overtaking.has(after.type));
    const standsUntilMs = later ? Date.parse(later.recordedAt) : endMs;
    const isLasting = isLatest && (certainAfter(looks, Date.parse(event.recordedAt)) ?? Infinity) < standsUntilMs;
    return !isLasting || causes.has(task_id)
      ? []
      : [{ check: "alert lost", what: `no alert says that ${task_id} of ${keyOf(event)} failed` }];
  });
}

const overtaking: ReadonlySet<string> = new Set(["task_started", "agent_deleted", "agent_delete_requested"]);
