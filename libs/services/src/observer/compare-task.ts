import { compareTimes, isOnline } from "@fleet-mcp/models";
import type { AgentLedger, AgentStatus, LedgerTask, NewFleetEvent, StatusReport } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { shortHash } from "../alerts/rules/short-hash.ts";
import { observed } from "./observed.ts";

/** A prompt and the first report on it may be stamped by two clocks, in either order. */
const clockSlackMs = 3_000;
/** An agent may rest for a moment and go on, or rest before it says how it went. */
const settleMs = 3_000;
/** The list may be older than a task that was just given. */
const freshTaskMs = 10_000;
/** Reports and prompts are kept up to this length. */
const maxTextLength = 4_000;

/** A task that runs as far as the log knows, and what its agent has reported on it. */
interface Span {
  readonly taskId: string;
  readonly startedAt: string;
  /** The first report that can be about it. */
  readonly from: string;
  readonly isDelivered: boolean;
  hasWorked: boolean;
  link?: string | undefined;
  rest?: StatusReport | undefined;
}

/**
 * How the tasks of an agent went on, from its reports and its status: events in their order. `hasRested`: it has not reported on its
 * task, but its CLI said that it no longer works.
 */
export function compareTask(
  known: AgentLedger | undefined,
  seen: AgentRecord,
  now: number,
  hasRested = false,
): NewFleetEvent[] {
  const subject = { workspaceId: seen.workspaceId };
  const events: NewFleetEvent[] = [];
  const spans = openSpans(known, seen.reports);
  for (const report of reportsToHear(known, seen, spans)) hear(report);
  settle();
  return events;

  function hear(report: StatusReport): void {
    while (spans[1] && compareTimes(report.at, spans[1].from) >= 0) rested();
    const [span] = spans;
    if (span && report.link !== undefined) span.link = report.link;
    if (report.state === "working") hearWork(report, span);
    else if (!span) return;
    else if (report.state !== "idle") {
      if (span.hasWorked || compareTimes(report.at, span.startedAt) >= 0) end(report, report.state);
    } else if (span.hasWorked) span.rest ??= report;
  }

  function hearWork(report: StatusReport, span: Span | undefined): void {
    if (span?.rest && Date.parse(report.at) - Date.parse(span.rest.at) >= settleMs) rested();
    const [going] = spans;
    if (going) {
      going.hasWorked = true;
      going.rest = undefined;
    } else begin(report);
  }

  function begin(report: StatusReport): void {
    const taskId = `observed-${shortHash(`${seen.workspaceId} ${report.at}`)}`;
    const task = report.message.slice(0, maxTextLength);
    const data = { task_id: taskId, task, origin: "observed" as const, report_at: report.at };
    events.push(observed(subject, "task_started", data, report.at));
    spans.push({ taskId, startedAt: report.at, from: report.at, isDelivered: true, hasWorked: true });
  }

  /** What the agent said about the end of its first open task. */
  function end(report: StatusReport, how: "completed" | "failed" | "rested"): void {
    const span = spans.shift();
    if (!span) return;
    const data = { ...endOf(span, report.at, report.message), report_at: report.at };
    if (how === "failed") events.push(observed(subject, "task_failed", data, report.at));
    else events.push(observed(subject, "task_succeeded", { ...data, reported: how === "completed" }, report.at));
  }

  /** It came to rest without an outcome, at the latest when the next task was given. */
  function rested(): void {
    const [span, next] = spans;
    if (span?.rest) return end(span.rest, "rested");
    const at = next?.startedAt ?? new Date(now).toISOString();
    spans.shift();
    if (span) events.push(observed(subject, "task_succeeded", { ...endOf(span, at), reported: false }, at));
  }

  function settle(): void {
    while (spans[1] && (spans[1].isDelivered || now - Date.parse(spans[1].startedAt) >= freshTaskMs)) rested();
    const [span, waiting] = spans;
    if (!span || waiting) return;
    const cut = cutOff(known, seen, span, now);
    if (span.rest && (cut === undefined || span.rest.message !== "")) {
      // A clock of Coder's that is ahead must not make anybody wait.
      if (cut !== undefined || Math.abs(now - Date.parse(span.rest.at)) >= settleMs) end(span.rest, "rested");
    } else if (cut === undefined && hasRested && !span.hasWorked) rested();
    else if (cut !== undefined) {
      const at = new Date(now).toISOString();
      const heard = seen.reports[0] ? { report_at: seen.reports[0].at } : {};
      spans.shift();
      events.push(observed(subject, "task_failed", { ...endOf(span, at, cut), ...heard }, at));
    }
  }
}

function endOf({ taskId, startedAt, link }: Span, at: string, outcome = "") {
  return {
    task_id: taskId,
    ...(outcome === "" ? {} : { outcome: outcome.slice(0, maxTextLength) }),
    ...(link === undefined ? {} : { pull_request: link }),
    duration_ms: Math.max(0, Math.round(Date.parse(at) - Date.parse(startedAt))),
  };
}

function openSpans(known: AgentLedger | undefined, reports: readonly StatusReport[]): Span[] {
  if (!known) return [];
  const tasks = [...known.earlierTasks, ...(known.task ? [known.task] : [])];
  return tasks.filter(({ state }) => state === "working").map((task) => toSpan(task, reports, known));
}

function toSpan(task: LedgerTask, reports: readonly StatusReport[], known: AgentLedger): Span {
  const { taskId, startedAt, isOrdered, delivery } = task;
  const from = isOrdered ? firstReport(startedAt, reports) : startedAt;
  const isTold = reports.some(({ state, at }) => state === "working" && compareTimes(at, from) >= 0);
  // Of an agent that is down Coder has forgotten most reports; the log remembers that it worked.
  const wasBusy = !isTold && known.status === "busy" && compareTimes(known.since, startedAt) >= 0;
  const isDelivered = delivery === "delivered" || !isOrdered;
  return { taskId, startedAt, from, isDelivered, hasWorked: !isOrdered || wasBusy };
}

/** Work that was reported right before the task was given, and nothing after it, is work on the task. */
function firstReport(startedAt: string, reports: readonly StatusReport[]): string {
  const before = reports.find(({ at }) => compareTimes(at, startedAt) <= 0);
  const isOnTask = before?.state === "working" && Date.parse(startedAt) - Date.parse(before.at) <= clockSlackMs;
  return isOnTask ? before.at : startedAt;
}

/** Oldest first: those on the tasks that run; without any, those that nothing was made of yet. */
function reportsToHear(known: AgentLedger | undefined, seen: AgentRecord, spans: readonly Span[]): StatusReport[] {
  const reports = seen.reports.toReversed();
  const [span] = spans;
  if (span) return reports.filter(({ at }) => compareTimes(at, span.from) >= 0);
  if (!known?.status && known?.project) return reports;
  if (!known?.status || known.goneAt !== undefined) return presentWork(seen);
  const heard = [known.reportAt, known.task?.endedAt].filter((at) => at !== undefined);
  return reports.filter(({ at }) => heard.every((before) => compareTimes(at, before) > 0));
}

/** Of an agent that is met for the first time only what it does now counts. */
function presentWork({ reports, summary }: AgentRecord): StatusReport[] {
  if (summary.status !== "busy") return [];
  const rest = reports.findIndex(({ state }) => state !== "working");
  return reports.slice(0, rest === -1 ? reports.length : rest).toReversed();
}

const dead: Readonly<Partial<Record<AgentStatus, string>>> = {
  stopping: "The agent was stopped while it worked on it.",
  stopped: "The agent was stopped while it worked on it.",
  failed: "The agent's workspace failed while it worked on it.",
  canceled: "The agent's start was canceled.",
  deleting: "The agent was deleted while it worked on it.",
  deleted: "The agent was deleted while it worked on it.",
};

/** Why the agent can no longer be working on a task; undefined when it can. An agent that is only offline may come back. */
function cutOff(known: AgentLedger | undefined, { summary, build }: AgentRecord, span: Span, now: number) {
  if (now - Date.parse(span.startedAt) < freshTaskMs) return undefined;
  const isOther = known?.upBuildId !== undefined && build.id !== known.upBuildId && isOnline(summary.status);
  const isRestarted = known?.restartedAt !== undefined && compareTimes(known.restartedAt, span.startedAt) > 0;
  if (isOther || isRestarted) return "The agent was restarted while it worked on it.";
  return dead[summary.status];
}
