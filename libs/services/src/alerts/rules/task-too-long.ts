import { quoted } from "../../events/quoted.ts";
import { durationWords } from "./duration-words.ts";
import type { AgentRule } from "./verdict.ts";

/** Compared with what tasks of its project usually take. */
export const taskTooLong: AgentRule = ({ agent: { task }, medianMs, thresholds, now }) => {
  if (task?.state !== "working" || medianMs === undefined) return undefined;
  const lastingMs = now - Date.parse(task.startedAt);
  const usual = `the median of its project is ${durationWords(medianMs)}`;
  return {
    severity: "info",
    cause: task.taskId,
    evidence: `Its task ${quoted(task.task, 80)} has taken ${durationWords(lastingMs)}; ${usual}.`,
    isDue: lastingMs > thresholds.longTaskTimes * medianMs,
  };
};
