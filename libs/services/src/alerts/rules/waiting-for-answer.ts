import { quoted } from "../../events/quoted.ts";
import { questionIn } from "./question-in.ts";
import type { AgentFacts, AgentRule } from "./verdict.ts";

/** It rests, and its last words are a question that nobody has answered. */
export const waitingForAnswer: AgentRule = (facts) => {
  const { agent, seen, words, thresholds, now } = facts;
  if (seen.summary.status !== "idle" || isAnswered(facts)) return undefined;
  if (agent.status !== "idle") return "unknown";
  const reported = questionIn(seen.reports[0]?.message ?? "");
  if (reported === undefined && !words) return "unknown";
  const question = reported ?? words?.question;
  if (question === undefined) return undefined;
  const askedAt = reported === undefined ? undefined : seen.reports[0]?.at;
  return {
    severity: "warning",
    cause: agent.since,
    evidence: `It waits for an answer to ${quoted(question, 200)}.`,
    isDue: now - earliest(agent.since, askedAt) > thresholds.waitingSeconds * 1_000,
  };
};

const isAnswered = ({ agent: { task, since } }: AgentFacts): boolean =>
  task?.isOrdered === true && task.state === "working" && Date.parse(task.startedAt) > Date.parse(since);

/** An agent that was met as it is may have asked long before. */
const earliest = (since: string, askedAt = since): number => Math.min(Date.parse(since), Date.parse(askedAt));
