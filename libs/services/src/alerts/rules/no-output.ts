import { durationWords } from "./duration-words.ts";
import type { AgentRule } from "./verdict.ts";

/** It says that it works, but its conversation stands still; one that cannot be read proves nothing. */
export const noOutput: AgentRule = ({ agent, seen: { summary }, words, thresholds }) => {
  if (summary.status !== "busy") return undefined;
  if (agent.status !== "busy" || !words) return "unknown";
  const silentMs = words.until - words.since;
  return {
    severity: "warning",
    cause: `${agent.since} ${words.hash}`,
    evidence: `Busy, but nothing new in its conversation for ${durationWords(silentMs)}.`,
    isDue: silentMs >= thresholds.noOutputSeconds * 1_000,
  };
};
