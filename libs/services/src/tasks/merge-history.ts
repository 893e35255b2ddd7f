import { compareTimes, taskHistory } from "@fleet-mcp/models";
import type { GivenPrompt, StatusReport, Task } from "@fleet-mcp/models";
import { matchPrompts } from "./match-prompts.ts";
import type { RecordedTask } from "./recorded-tasks.ts";

export interface Remembered {
  /** What Coder still has of the agent's reports, in any order. */
  readonly reports: readonly StatusReport[];
  /** What the conversation still has of the prompts, oldest first. */
  readonly prompts: readonly GivenPrompt[];
  /** What the event log has, oldest first. */
  readonly recorded: readonly RecordedTask[];
  /** When the conversation last began anew, as far as the log knows. */
  readonly beganAnew?: string | undefined;
  /** The agent works just now. */
  readonly isBusy: boolean;
}

/** How long after the log saw an end Coder may hear of it. */
const endSlackMs = 10_000;

/**
 * The tasks of an agent, newest first, from all that is remembered, none of them twice. What Coder has heard of a task stands; the
 * log fills in what Coder has forgotten.
 */
export function mergeHistory(remembered: Remembered): Task[] {
  const { reports, recorded, isBusy } = remembered;
  const known = reports.toSorted((a, b) => compareTimes(a.at, b.at));
  const forgotten = recorded.flatMap((task, index) => forgottenReports(task, recorded[index + 1], known));
  const present = isBusy ? unreportedWork(recorded.at(-1), known) : [];
  return taskHistory([...reports, ...forgotten, ...present], mergePrompts(remembered));
}

/** Every prompt once, by the log's clock: what the conversation has, with the words of the order, and what only the log has. */
function mergePrompts({ prompts, recorded, beganAnew }: Remembered): GivenPrompt[] {
  const orders = recorded.filter(({ isOrdered }) => isOrdered);
  const { places, aheadMs } = matchPrompts(prompts, orders, beganAnew);
  const merged = prompts.map(({ text, at }) => ({ text, at: earlier(at, aheadMs) }));
  for (const order of orders) {
    const place = places.get(order);
    const said = place === undefined ? undefined : merged[place];
    if (said) said.text = order.task;
    else merged.push({ text: order.task, at: order.startedAt });
  }
  return merged;
}

function earlier(at: string, ms: number): string {
  return ms === 0 ? at : new Date(Date.parse(at) - ms).toISOString();
}

/** What the agent must have reported on a task and Coder does not have, as the log saw it. */
function forgottenReports(
  task: RecordedTask,
  next: RecordedTask | undefined,
  known: readonly StatusReport[],
): StatusReport[] {
  const [first] = known;
  const isBeforeAll = (at: string): boolean => first === undefined || Date.parse(at) < Date.parse(first.at);
  const start: StatusReport[] =
    !task.isOrdered && isBeforeAll(task.startedAt)
      ? [{ state: "working", message: task.task, at: task.startedAt }]
      : [];
  const { end } = task;
  if (!end || knowsEnd(known, task.startedAt, end)) return start;
  const at = next && compareTimes(next.startedAt, end.at) <= 0 ? justBefore(next.startedAt) : end.at;
  const link = end.pullRequest === undefined ? {} : { link: end.pullRequest };
  return [...start, { state: end.state, message: end.outcome, at, ...link }];
}

/** Of an agent that reports nothing on the task it works on. */
function unreportedWork(last: RecordedTask | undefined, known: readonly StatusReport[]): StatusReport[] {
  if (!last?.isOrdered || last.end || last.delivery !== "delivered") return [];
  if (firstFrom(known, Date.parse(last.startedAt)) < known.length) return [];
  return [{ state: "working", message: last.task, at: last.startedAt }];
}

/** A task may be seen to end only after the next has begun. */
const justBefore = (time: string): string => new Date(Date.parse(time) - 1).toISOString();

/** Whether Coder has a report of rest, or of the outcome if there was one, from the time in which this task ended. */
function knowsEnd(known: readonly StatusReport[], startedAt: string, end: NonNullable<RecordedTask["end"]>): boolean {
  const to = Date.parse(end.at) + endSlackMs;
  const since = known.slice(firstFrom(known, Date.parse(startedAt)));
  const told = since.find(({ state }) => state !== "working" && (state !== "idle" || end.state === "idle"));
  return told !== undefined && Date.parse(told.at) <= to;
}

/** By halving: the first report from this time on. */
function firstFrom(known: readonly StatusReport[], ms: number): number {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Date.parse(known[middle]?.at ?? "") < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
