import type { AgentRule } from "./verdict.ts";

/** Its workspace could not be started, or stopped on the way to a start. */
export const startFailed: AgentRule = ({ seen: { summary, build } }) =>
  summary.status === "failed" && build.transition !== "delete"
    ? { severity: "critical", cause: build.id, evidence: reason(summary.status_reason), isDue: true }
    : undefined;

/** It is still there, and may still cost something. */
export const deleteFailed: AgentRule = ({ seen: { summary, build } }) =>
  summary.status === "failed" && build.transition === "delete"
    ? { severity: "warning", cause: build.id, evidence: reason(summary.status_reason), isDue: true }
    : undefined;

const reason = (words: string | undefined): string => `Its ${words ?? "build failed without a reason"}.`;
