import { compareTimes } from "./compare-times.ts";
import type { Task, TaskState } from "./task.ts";

/** One report of an agent on itself; words of other releases are mapped before they come here. */
export interface StatusReport {
  readonly state: "working" | "idle" | "completed" | "failed";
  readonly message: string;
  readonly link?: string;
  readonly at: string;
}

/** A prompt that is known to have been given. */
export interface GivenPrompt {
  readonly text: string;
  readonly at: string;
}

/** A prompt and the first report on it may be stamped by two clocks, in either order. */
const clockSlackMs = 3_000;

/**
 * The tasks of an agent, newest first, from its reports and the prompts given to it, both in any order. A task begins at a
 * prompt, or at the first `working` after a resting state, and ends at the next one; a report that comes with the prompt belongs to it.
 */
export function taskHistory(reports: readonly StatusReport[], prompts: readonly GivenPrompt[] = []): Task[] {
  const spans: Span[] = [];
  for (const event of inOrder(reports, prompts)) {
    const current = spans.at(-1);
    if (event.kind === "prompt") {
      if (current && opensWith(current, event.at)) current.prompt = event;
      else spans.push({ prompt: event, reports: [] });
    } else if (current === undefined || beginsTask(current, event.report)) spans.push({ reports: [event.report] });
    else current.reports.push(event.report);
  }
  return spans.map((span, index) => toTask(span, index < spans.length - 1)).toReversed();
}

interface Span {
  prompt?: GivenPrompt;
  readonly reports: StatusReport[];
}
type TaskEvent =
  | { readonly kind: "prompt"; readonly at: string; readonly text: string }
  | { readonly kind: "report"; readonly at: string; readonly report: StatusReport };

/** Oldest first; of one moment, the prompt before the reports on it. */
function inOrder(reports: readonly StatusReport[], prompts: readonly GivenPrompt[]): TaskEvent[] {
  const events: TaskEvent[] = [
    ...prompts.map((prompt) => ({ kind: "prompt" as const, ...prompt })),
    ...reports.map((report) => ({ kind: "report" as const, at: report.at, report })),
  ];
  return events.toSorted((a, b) => compareTimes(a.at, b.at));
}

/** Whether a prompt at this time is the one that the span's only report so far answers. */
function opensWith({ prompt, reports }: Span, at: string): boolean {
  const [first, second] = reports;
  if (prompt || second || first?.state !== "working") return false;
  return Date.parse(at) - Date.parse(first.at) <= clockSlackMs;
}

/** Work after rest is a new task. After a prompt, an `idle` before any work is only the late end of what came before. */
function beginsTask({ prompt, reports }: Span, report: StatusReport): boolean {
  const last = reports.at(-1);
  if (report.state !== "working" || last === undefined || last.state === "working") return false;
  return prompt === undefined || reports.some(({ state }) => state !== "idle");
}

function toTask({ prompt, reports }: Span, isPast: boolean): Task {
  const [first] = reports;
  const end = settled(reports);
  const link = reports.findLast((report) => report.link)?.link;
  return {
    task: prompt?.text ?? first?.message ?? "",
    state: stateOf(reports, end, isPast),
    ...(end?.message ? { outcome: end.message } : {}),
    started_at: prompt?.at ?? first?.at ?? "",
    ...(end ? { ended_at: end.at } : {}),
    ...(link ? { pull_request: link } : {}),
  };
}

/** The report that settled the task: its last outcome, else its first rest; undefined while it works. */
function settled(reports: readonly StatusReport[]): StatusReport | undefined {
  const work = reports.findLastIndex((report) => report.state === "working");
  const after = reports.slice(work + 1);
  return after.findLast((report) => report.state !== "idle") ?? after[0];
}

/** An agent that reported an outcome goes idle a moment later: the outcome stands. */
function stateOf(reports: readonly StatusReport[], end: StatusReport | undefined, isPast: boolean): TaskState {
  if (end?.state === "completed" || end?.state === "failed") return end.state;
  if (end) return "ended";
  if (reports.length === 0) return "unknown";
  return isPast ? "ended" : "working";
}
