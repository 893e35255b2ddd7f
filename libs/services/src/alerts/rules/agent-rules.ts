import type { AlertRule } from "@fleet-mcp/models";
import { deleteFailed, startFailed } from "./failed-build.ts";
import { noOutput } from "./no-output.ts";
import { offline } from "./offline.ts";
import { taskFailed } from "./task-failed.ts";
import { taskTooLong } from "./task-too-long.ts";
import type { AgentFacts, AgentRule, Verdict } from "./verdict.ts";
import { waitingForAnswer } from "./waiting-for-answer.ts";

/** Everything that is asked about an agent that is there. */
const agentRules = {
  start_failed: startFailed,
  delete_failed: deleteFailed,
  offline,
  task_failed: taskFailed,
  no_output: noOutput,
  waiting_for_answer: waitingForAnswer,
  task_too_long: taskTooLong,
} as const satisfies Partial<Record<AlertRule, AgentRule>>;

export function judgeAgent(facts: AgentFacts): ReadonlyMap<AlertRule, Verdict> {
  return new Map(Object.entries(agentRules).map(([rule, judge]) => [rule as keyof typeof agentRules, judge(facts)]));
}
