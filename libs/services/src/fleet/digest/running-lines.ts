import { compareTimes } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { quoted } from "../../events/quoted.ts";
import type { DigestFacts } from "./digest-facts.ts";
import { durationWords } from "../../alerts/rules/duration-words.ts";

/** Busy agents, with what and for how long, the longest first. */
export function runningLines({ agents, ledger, now }: DigestFacts): string[] {
  return agents
    .filter(({ summary }) => summary.status === "busy")
    .map((agent) => ({ agent, ...workOf(agent) }))
    .toSorted((a, b) => compareTimes(a.since, b.since))
    .map(({ agent, since, task }) => {
      const what = task === undefined ? "" : `: ${quoted(task, 80)}`;
      return `- ${agent.summary.name}: ${durationWords(now - Date.parse(since))}${what}`;
    });

  function workOf({ workspaceId, summary }: AgentRecord) {
    const known = ledger.agents.get(workspaceId)?.task;
    if (known?.state === "working") return { since: known.startedAt, task: known.task };
    return { since: summary.since, task: summary.last_task?.task };
  }
}
