import type { AgentLedger, AgentStatus, FleetLedger, LedgerTask } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { questionIn } from "../alerts/rules/question-in.ts";

/** An agent as it is known now. */
export interface PresentAgent {
  readonly workspaceId: string;
  readonly name: string;
  /** `deleted` for one that is gone. */
  readonly status: AgentStatus;
  readonly statusReason?: string | undefined;
  readonly since: string;
  /** What it wants to know, while it is idle with a question. */
  readonly question?: string | undefined;
  /** It was given a task a moment ago and has not reported since: what it says of itself is from before. */
  readonly hasFreshTask: boolean;
  /** It was given a task, however long ago, and has not reported since. */
  readonly hasOpenTask: boolean;
}

export interface Sources {
  /** As Coder listed them. */
  readonly listed: readonly AgentRecord[];
  /** What the log knew before that, and what it knows now. */
  readonly before: FleetLedger;
  readonly ledger: FleetLedger;
  readonly now: number;
}

/** An agent may take this long from a task to its first report on it. */
const freshMs = 15_000;

/** Everybody Coder listed, corrected by what the log learned since then; and those only the log knows, gone ones included. */
export function presentAgents({ listed, before, ledger, now }: Sources): PresentAgent[] {
  const seen = new Set(listed.map(({ workspaceId }) => workspaceId));
  const there = listed.map((record) => {
    const known = ledger.agents.get(record.workspaceId);
    return known && isNews(known, before.agents.get(record.workspaceId))
      ? fromLog(known, now)
      : fromList(record, known, now);
  });
  const others = [...ledger.agents.values()].filter(({ workspaceId }) => !seen.has(workspaceId));
  return [
    ...there,
    ...others.map((known) => (before.agents.has(known.workspaceId) ? gone(known, now) : fromLog(known, now))),
  ];
}

const isNews = (known: AgentLedger, old: AgentLedger | undefined): boolean =>
  known.status !== undefined && (known.status !== old?.status || known.since !== old.since);

function fromList(
  { workspaceId, summary, reports }: AgentRecord,
  known: AgentLedger | undefined,
  now: number,
): PresentAgent {
  const { name, status, status_reason: statusReason, since } = summary;
  const [last] = reports;
  const given = taskSince(known, since);
  const question = status === "idle" && last && !given ? questionIn(last.message) : undefined;
  return { workspaceId, name, status, statusReason, since, question, ...orders(given, now) };
}

function fromLog(known: AgentLedger, now: number): PresentAgent {
  const { workspaceId, name, status = "pending", statusReason, since, task } = known;
  const given = taskSince(known, since);
  const question = status === "idle" && task?.outcome && !given ? questionIn(task.outcome) : undefined;
  return { workspaceId, name, status, statusReason, since, question, ...orders(given, now) };
}

/** Coder lists it no more, whatever the log has heard of that. */
function gone(known: AgentLedger, now: number): PresentAgent {
  const since = known.goneAt ?? new Date(now).toISOString();
  return { workspaceId: known.workspaceId, name: known.name, status: "deleted", since, ...orders(undefined, now) };
}

/** An order that it has not reported on since. */
function taskSince(known: AgentLedger | undefined, since: string): LedgerTask | undefined {
  const task = known?.task;
  if (!task?.isOrdered || task.state !== "working" || task.delivery === "refused") return undefined;
  return Date.parse(task.startedAt) > Date.parse(since) ? task : undefined;
}

const orders = (task: LedgerTask | undefined, now: number): Pick<PresentAgent, "hasFreshTask" | "hasOpenTask"> => ({
  hasFreshTask: task !== undefined && now - Date.parse(task.startedAt) < freshMs,
  hasOpenTask: task !== undefined,
});
