import type { FleetEvent } from "@fleet-mcp/models";
import type { Finding } from "./finding.ts";
import { certainAfter, looksIn } from "./looks.ts";
import type { Stay } from "./stays.ts";

const check = "status not in the log as it was";

/** Every status that lasted while the fleet was looked at is in the log once, and what the log says of an agent hangs together. */
export function judgeStatuses(events: readonly FleetEvent[], stays: readonly Stay[]): Finding[] {
  const known = changesBySubject(events);
  const looks = looksIn(events);
  return [
    ...[...known].flatMap(([id, changes]) => breaks(id, changes)),
    ...stays.flatMap((stay) => {
      const certainMs = certainAfter(looks, stay.fromMs);
      const isLasting = certainMs !== undefined && certainMs <= stay.toMs;
      return isLasting ? judgeStay(stay, certainMs, known.get(stay.workspaceId) ?? []) : [];
    }),
  ];
}

interface Change {
  readonly atMs: number;
  readonly from: string | undefined;
  readonly to: string;
}

function changesBySubject(events: readonly FleetEvent[]): Map<string, Change[]> {
  const known = new Map<string, Change[]>();
  for (const event of events) {
    const change = toChange(event);
    if (!change || event.subject === "fleet") continue;
    const { workspaceId } = event.subject;
    const before = known.get(workspaceId);
    if (before) before.push(change);
    else known.set(workspaceId, [change]);
  }
  return known;
}

function toChange(event: FleetEvent): Change | undefined {
  const atMs = Date.parse(event.recordedAt);
  if (event.type === "agent_adopted") return { atMs, from: undefined, to: event.data.status };
  if (event.type === "agent_status_changed") return { atMs, from: event.data.from, to: event.data.to };
  return event.type === "agent_deleted" ? { atMs, from: undefined, to: "deleted" } : undefined;
}

/** One that is told twice, or out of order, does not go on from the one before. */
function breaks(id: string, changes: readonly Change[]): Finding[] {
  return changes.flatMap(({ from, to }, index) => {
    const before = changes[index - 1]?.to;
    const isSound = to !== before && (from === undefined || before === undefined || from === before);
    return isSound ? [] : [{ check, what: `${id} went from ${from} to ${to} after it was ${before}` }];
  });
}

/** The simulator does not tell when a machine or its CLI cannot be reached; the log may say so. */
function judgeStay({ name, status, fromMs, toMs }: Stay, certainMs: number, changes: readonly Change[]): Finding[] {
  const allowed = status === "busy" || status === "idle" ? [status, "offline"] : [status];
  const within = changes.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  const at = (ms: number) => changes.findLast(({ atMs }) => atMs <= ms)?.to;
  const late = within.filter(({ atMs }) => atMs > certainMs).map(({ to }) => to);
  const said = [at(certainMs), ...late];
  const wrong = said.find((word) => word === undefined || !allowed.includes(word));
  const times = within.filter(({ to }) => to === status).length - within.filter(({ to }) => to === "offline").length;
  const lasted = `${name} was ${status} for ${Math.round((toMs - fromMs) / 1_000)} s`;
  if (wrong !== undefined || said[0] === undefined)
    return [{ check, what: `${lasted}; the log says ${said.join(", ")}` }];
  return times > 1 ? [{ check, what: `${lasted}; the log says so ${times} times` }] : [];
}
