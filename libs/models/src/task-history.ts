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
      if (current?.prompt === undefined && current && opensWith(current, event.at)) current.prompt = event;
      else spans.push({ prompt: event, reports: [] });
    } else if (current === undefined || beginsTask(current, event.report)) spans.push({ reports: [event.report] });
    else current.reports.push(event.report);
  }
  return spans.map((span, index) => toTask(span, spans[index + 1])).toReversed();
}

interface PromptEvent extends GivenPrompt {
  readonly kind: "prompt";
}
interface Span {
  prompt?: PromptEvent;
  readonly reports: StatusReport[];
}
type TaskEvent = PromptEvent | { readonly kind: "report"; readonly at: string; readonly report: StatusReport };

function inOrder(reports: readonly StatusReport[], prompts: readonly GivenPrompt[]): TaskEvent[] {
  const events: TaskEvent[] = [
    ...prompts.map((prompt) => ({ kind: "prompt" as const, ...prompt })),
    ...reports.map((report) => ({ kind: "report" as const, at: report.at, report })),
  ];
  return events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Whether a prompt at this time is the one that the span's first report answers. */
function opensWith(span: Span, at: string): boolean {
  const first = span.reports[0];
  return (
    first?.state === "working" && span.reports.length === 1 && Date.parse(at) - Date.parse(first.at) <= clockSlackMs
  );
}

/** Work after rest is a new task, unless the span was opened by a prompt that has no report yet. */
function beginsTask(span: Span, report: StatusReport): boolean {
  const last = span.reports.at(-1);
  return report.state === "working" && last !== undefined && last.state !== "working";
}

function toTask(span: Span, next: Span | undefined): Task {
  const first = span.reports[0];
  const last = span.reports.at(-1);
  const state = stateOf(span.reports, next !== undefined);
  const link = span.reports.findLast((report) => report.link)?.link;
  const outcome = span.reports.findLast((report) => report.state !== "working")?.message;
  const endedAt = span.reports.find((report) => report.state !== "working" && report === settled(span.reports))?.at;
  return {
    task: span.prompt?.text ?? first?.message ?? "",
    state,
    ...(outcome ? { outcome } : {}),
    started_at: span.prompt?.at ?? first?.at ?? last?.at ?? "",
    ...(endedAt ? { ended_at: endedAt } : {}),
    ...(link ? { pull_request: link } : {}),
  };
}

/** The report that settled the task: its outcome, else its first rest after the last work. */
function settled(reports: readonly StatusReport[]): StatusReport | undefined {
  const work = reports.findLastIndex((report) => report.state === "working");
  const after = reports.slice(work + 1);
  return after.find((report) => report.state !== "idle") ?? after[0];
}

/** An agent that reported an outcome goes idle a moment later: the outcome stands. */
function stateOf(reports: readonly StatusReport[], isPast: boolean): TaskState {
  const last = settled(reports);
  if (last?.state === "completed" || last?.state === "failed") return last.state;
  if (last) return "ended";
  if (reports.length === 0) return "unknown";
  return isPast ? "ended" : "working";
}
