import { durationWords } from "./duration-words.ts";
import type { AgentRule } from "./verdict.ts";

export const offline: AgentRule = ({ agent, seen: { summary }, thresholds, now }) => {
  if (summary.status !== "offline") return undefined;
  if (agent.status !== "offline") return "unknown";
  const lastingMs = now - Date.parse(agent.since);
  return {
    severity: "warning",
    cause: agent.since,
    evidence: `Offline for ${durationWords(lastingMs)}: ${summary.status_reason ?? "no reason known"}.`,
    isDue: lastingMs > thresholds.offlineSeconds * 1_000,
  };
};
