import { isOnline } from "@fleet-mcp/models";
import type { AgentLedger, NewFleetEvent, PullRequest } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { changedPullRequest } from "../agents/changed-pull-request.ts";
import { compareTask } from "./compare-task.ts";
import { observed } from "./observed.ts";
import { settleSending } from "./settle-sending.ts";

export interface Sight {
  readonly seen: AgentRecord;
  /** Undefined when none is known, which takes back nothing. */
  readonly pullRequest: PullRequest | undefined;
  /** It has not reported on its task, but its CLI said that it no longer works. */
  readonly hasRested?: boolean;
  /** Milliseconds since the epoch: when Coder was asked. */
  readonly now: number;
}

/** What has happened to an agent since the log was last written, in the order in which it is to be told. */
export function compareAgent(
  known: AgentLedger | undefined,
  { seen, pullRequest, hasRested, now }: Sight,
): NewFleetEvent[] {
  const isMet = known !== undefined && known.goneAt === undefined && known.project !== "";
  return [
    ...(isMet
      ? [...compareName(known, seen, now), ...compareBuild(known, seen, now), ...compareStatus(known, seen, now)]
      : [adopt(seen, seen.summary.status, now)]),
    ...compareHealth(known, seen, now),
    ...(known ? settleSending(known, now) : []),
    ...compareTask(known, seen, now, hasRested),
    ...comparePullRequest(known, seen, pullRequest, now),
  ];
}

function adopt(
  { workspaceId, summary, build, ownerId, reports }: AgentRecord,
  status: AgentRecord["summary"]["status"],
  now: number,
) {
  const { name, project, role } = summary;
  const [report] = reports;
  return observed(
    { workspaceId },
    "agent_adopted",
    {
      agent_name: name,
      project,
      ...(role === undefined ? {} : { role }),
      owner_id: ownerId,
      status,
      ...(isOnline(status) ? { build_id: build.id } : {}),
      ...(report ? { report_at: report.at } : {}),
    },
    time(now),
  );
}

/** A workspace keeps its id when it is renamed: the same agent, known by another name. */
function compareName(known: AgentLedger, seen: AgentRecord, now: number): NewFleetEvent[] {
  return known.name === seen.summary.name || !known.status ? [] : [rename(known, seen, known.status, now)];
}

/** Nothing but the name is news. */
function rename(known: AgentLedger, seen: AgentRecord, status: AgentRecord["summary"]["status"], now: number) {
  const { name, project, role } = seen.summary;
  const { ownerId = seen.ownerId, upBuildId, workspaceId } = known;
  const same = { project, ...(role === undefined ? {} : { role }), owner_id: ownerId, status };
  const build = upBuildId === undefined ? {} : { build_id: upBuildId };
  return observed({ workspaceId }, "agent_adopted", { agent_name: name, ...same, ...build }, time(now));
}

/** It runs on another build than it last ran on, and no restart of ours is written down for that. */
function compareBuild({ upBuildId }: AgentLedger, seen: AgentRecord, now: number): NewFleetEvent[] {
  const { build, summary, workspaceId } = seen;
  if (upBuildId === undefined || upBuildId === build.id || !isOnline(summary.status)) return [];
  return [observed({ workspaceId }, "agent_restarted", { build_id: build.id }, time(now))];
}

function compareStatus(known: AgentLedger, seen: AgentRecord, now: number): NewFleetEvent[] {
  const { workspaceId, summary, build, reports } = seen;
  if (known.status === summary.status) return [];
  const [report] = reports;
  const data = {
    ...(known.status === undefined ? {} : { from: known.status }),
    to: summary.status,
    ...(summary.status_reason === undefined ? {} : { reason: summary.status_reason }),
    ...(report ? { report_at: report.at } : {}),
    build_id: build.id,
  };
  return [observed({ workspaceId }, "agent_status_changed", data, changedAt(known, summary.since, now))];
}

/** When Coder says that it changed, unless that is no news: it cannot have been before the last change or after now. */
function changedAt({ since: last }: AgentLedger, since: string, now: number): string {
  const at = Date.parse(since);
  return at > Date.parse(last) && at <= now ? new Date(at).toISOString() : time(now);
}

/** Coder calls machines unhealthy that are only on their way up or down; nobody needs to know. */
function compareHealth(known: AgentLedger | undefined, seen: AgentRecord, now: number): NewFleetEvent[] {
  const { workspaceId, summary, isHealthy } = seen;
  const isUp = isOnline(summary.status) || summary.status === "offline";
  if (!isUp || (known?.isHealthy ?? true) === isHealthy) return [];
  const reason = isHealthy || summary.status_reason === undefined ? {} : { reason: summary.status_reason };
  return [observed({ workspaceId }, "agent_health_changed", { healthy: isHealthy, ...reason }, time(now))];
}

function comparePullRequest(
  known: AgentLedger | undefined,
  { workspaceId }: AgentRecord,
  found: PullRequest | undefined,
  now: number,
): NewFleetEvent[] {
  const changed = changedPullRequest(known?.pullRequest, found);
  return changed ? [observed({ workspaceId }, "pull_request_changed", changed, time(now))] : [];
}

const time = (ms: number): string => new Date(ms).toISOString();
