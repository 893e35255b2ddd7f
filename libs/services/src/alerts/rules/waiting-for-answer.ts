import { quoted } from "../../events/quoted.ts";
import { questionIn } from "./question-in.ts";
import { restsSince } from "./rests-since.ts";
import type { AgentFacts, AgentRule } from "./verdict.ts";

/** It rests, and its last words are a question that nobody has answered, or Coder itself says that it waits for an answer. */
export const waitingForAnswer: AgentRule = (facts) => {
  const { agent, seen, words, thresholds, now } = facts;
  if (seen.summary.status !== "idle" || isAnswered(facts)) return undefined;
  if (agent.status !== "idle") return "unknown";
  const reported = questionIn(seen.reports[0]?.message ?? "");
  const since = restsSince(agent, seen);
  const mayAsk = seen.isWaiting || reported !== undefined;
  // Until its words are read, only what it asked before its present rest is over.
  if (!mayAsk && !words) return { severity: "warning", cause: since, evidence: "It may wait.", isDue: false };
  const question = reported ?? words?.question;
  if (!mayAsk && question === undefined) return undefined;
  const askedAt = reported === undefined ? undefined : seen.reports[0]?.at;
  return {
    severity: "warning",
    cause: since,
    evidence: `It waits for an answer to ${question === undefined ? "a question of its own" : quoted(question, 200)}.`,
    isDue: now - earliest(since, askedAt) > thresholds.waitingSeconds * 1_000,
  };
};

const isAnswered = ({ agent: { task, since } }: AgentFacts): boolean =>
  task?.isOrdered === true && task.state === "working" && Date.parse(task.startedAt) > Date.parse(since);

/** An agent that was met as it is may have asked long before. */
const earliest = (since: string, askedAt = since): number => Math.min(Date.parse(since), Date.parse(askedAt));
