import type { FleetEvent } from "@fleet-mcp/models";
import { quoted } from "../../events/quoted.ts";
import type { DigestFacts } from "./digest-facts.ts";
import { durationWords } from "../../alerts/rules/duration-words.ts";

type End = Extract<FleetEvent, { type: "task_succeeded" | "task_failed" | "task_cancelled" }>;

/** Tasks that ended, failed ones first, the newest first. */
export function finishedLines(facts: DigestFacts): string[] {
  const texts = taskTexts(facts);
  const ends = facts.events.filter(isEnd);
  const failed = ends.filter(({ type }) => type === "task_failed");
  const others = ends.filter(({ type }) => type !== "task_failed");
  return [...failed, ...others].map((end) => lineOf(end, texts, facts));
}

const isEnd = (event: FleetEvent): event is End =>
  event.type === "task_succeeded" || event.type === "task_failed" || event.type === "task_cancelled";

/** What was asked, by the task's id, as far as it is at hand. */
function taskTexts({ events, ledger }: DigestFacts): ReadonlyMap<string, string> {
  const last = [...ledger.agents.values()].flatMap(({ task }): [string, string][] =>
    task ? [[task.taskId, task.task]] : [],
  );
  const started = events.flatMap((event): [string, string][] =>
    event.type === "task_started" ? [[event.data.task_id, event.data.task]] : [],
  );
  return new Map([...last, ...started]);
}

function lineOf(end: End, texts: ReadonlyMap<string, string>, { ledger, now }: DigestFacts): string {
  const agent = end.subject === "fleet" ? undefined : ledger.agents.get(end.subject.workspaceId);
  const text = end.data.task_id === undefined ? undefined : texts.get(end.data.task_id);
  const task = text === undefined ? "" : ` ${quoted(text, 60)}`;
  const ago = durationWords(now - Date.parse(end.occurredAt));
  return `- ${agent?.name ?? "an agent"}: ${verdict(end)}${task}, ${ago} ago${details(end)}`;
}

function verdict(end: End): string {
  if (end.type === "task_failed") return "FAILED";
  if (end.type === "task_cancelled") return "cancelled";
  return end.data.reported ? "succeeded" : "ended without a reported outcome";
}

function details(end: End): string {
  if (end.type === "task_cancelled") return "";
  const { duration_ms: duration, outcome } = end.data;
  const took = duration === undefined ? "" : `, took ${durationWords(duration)}`;
  return `${took}${outcome ? `: ${quoted(outcome, 100)}` : ""}`;
}
