import { compareTimes } from "@fleet-mcp/models";
import type { AgentStatus, FleetLedger, FleetStatus, PullRequest, TaskMark } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { openAlerts } from "../alerts/known-alerts.ts";
import { findOutliers } from "./outliers.ts";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const mostOutliers = 10;

export interface FleetFacts {
  /** As Coder lists them now. */
  readonly agents: readonly AgentRecord[];
  readonly ledger: FleetLedger;
  readonly notes: readonly string[];
  readonly now: number;
}

/** The figures of a fleet. Healthy is who is neither offline nor failed, and in order for Coder; of an empty fleet nobody is unwell. */
export function toFleetStatus({ agents, ledger, notes, now }: FleetFacts): FleetStatus {
  const counts = countBy(agents, ({ summary }) => summary.status);
  const down = (counts.get("offline") ?? 0) + (counts.get("failed") ?? 0);
  const unwell = agents.filter(({ isHealthy, summary }) => !isHealthy || isDown(summary.status)).length;
  const oldest = oldestWaiting(agents);
  const alerts = openAlerts(ledger);
  const outliers = findOutliers(presentIn(ledger, agents), now);
  const remarks = [...notes, ...cutOutliers(outliers.length)];
  return {
    total: agents.length,
    by_status: Object.fromEntries(counts),
    by_project: Object.fromEntries(countBy(agents, ({ summary }) => summary.project)),
    utilisation_percent: percent(counts.get("busy") ?? 0, agents.length),
    offline_or_failed_percent: percent(down, agents.length),
    healthy_percent: percent(agents.length - unwell, agents.length, 100),
    ...(oldest ? { oldest_waiting: { agent_name: oldest.summary.name, since: oldest.summary.since } } : {}),
    last_hour: countTasks(ledger.marks, now - hourMs),
    last_day: countTasks(ledger.marks, now - dayMs),
    open_pull_requests: countPullRequests(agents, ledger),
    outliers: outliers.slice(0, mostOutliers),
    open_alerts: { total: alerts.length, ...(alerts[0] ? { worst: alerts[0].severity } : {}) },
    ...(remarks.length > 0 ? { notes: remarks } : {}),
    computed_at: new Date(now).toISOString(),
  };
}

const isDown = (status: AgentStatus): boolean => status === "offline" || status === "failed";

function oldestWaiting(agents: readonly AgentRecord[]): AgentRecord | undefined {
  const [oldest] = agents
    .filter(({ summary }) => summary.status === "idle")
    .toSorted((a, b) => compareTimes(a.summary.since, b.summary.since));
  return oldest;
}

/** What the log knows of those who are there. */
const presentIn = (ledger: FleetLedger, agents: readonly AgentRecord[]) =>
  agents.flatMap(({ workspaceId }) => ledger.agents.get(workspaceId) ?? []);

const cutOutliers = (found: number): string[] =>
  found > mostOutliers ? [`${found - mostOutliers} more outliers are not shown.`] : [];

function countTasks(marks: readonly TaskMark[], from: number): FleetStatus["last_hour"] {
  const kinds = countBy(
    marks.filter(({ at }) => Date.parse(at) >= from),
    ({ kind }) => kind,
  );
  return {
    started: kinds.get("started") ?? 0,
    finished: kinds.get("succeeded") ?? 0,
    failed: kinds.get("failed") ?? 0,
  };
}

/** Open until known to be closed or merged; one that several agents name counts once. */
function countPullRequests(agents: readonly AgentRecord[], ledger: FleetLedger): FleetStatus["open_pull_requests"] {
  const byUrl = new Map<string, PullRequest>();
  for (const { workspaceId, summary } of agents) {
    const known = ledger.agents.get(workspaceId)?.pullRequest;
    if (summary.pull_request !== undefined && !byUrl.has(summary.pull_request))
      byUrl.set(summary.pull_request, { url: summary.pull_request });
    if (known) byUrl.set(known.url, known);
  }
  const open = [...byUrl.values()].filter(({ status }) => status === undefined || status === "open");
  const checks = countBy(open, ({ check_status }) => check_status ?? "unknown");
  return {
    total: open.length,
    passing: checks.get("passing") ?? 0,
    failing: checks.get("failing") ?? 0,
    pending: checks.get("pending") ?? 0,
    unknown: checks.get("unknown") ?? 0,
  };
}

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const percent = (part: number, whole: number, ofNothing = 0): number =>
  whole === 0 ? ofNothing : Math.round((part / whole) * 1_000) / 10;
