import { isOnline } from "@fleet-mcp/models";
import type { AgentLedger } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { quoted } from "../../events/quoted.ts";
import { durationWords } from "../../alerts/rules/duration-words.ts";
import type { DigestFacts } from "./digest-facts.ts";

const longestRestartMs = 30 * 60_000;

/** What was ordered and has not come about: deletions, restarts, new agents, and tasks on which nobody is seen to work. */
export function openOrderLines({ agents, ledger, now }: DigestFacts): string[] {
  return agents.flatMap((agent) => {
    const known = ledger.agents.get(agent.workspaceId);
    const open = known && (deletion(known) ?? restart(agent, known, now) ?? beginning(agent) ?? task(agent, known));
    return open ? [`- ${agent.summary.name}: ${open.what} ${durationWords(now - Date.parse(open.at))} ago`] : [];
  });
}

interface OpenOrder {
  readonly what: string;
  readonly at: string;
}

const deletion = ({ deleteRequestedAt: at }: AgentLedger): OpenOrder | undefined =>
  at === undefined ? undefined : { what: "is to be deleted and still there, ordered", at };

/** One that was up after its restart and went down again is no open order any more. */
function restart({ summary }: AgentRecord, { restartedAt: at }: AgentLedger, now: number): OpenOrder | undefined {
  const isUp = isOnline(summary.status) || summary.status === "offline";
  if (at === undefined || isUp || now - Date.parse(at) > longestRestartMs) return undefined;
  return { what: `is to be restarted and ${summary.status}, ordered`, at };
}

const beginning = ({ summary: { status, since } }: AgentRecord): OpenOrder | undefined =>
  status === "pending" || status === "starting" ? { what: `${status}, begun`, at: since } : undefined;

function task({ summary }: AgentRecord, { task: last }: AgentLedger): OpenOrder | undefined {
  if (!last?.isOrdered || last.state !== "working" || summary.status === "busy") return undefined;
  const arrival = last.delivery === "delivered" ? "" : " (it may never have arrived)";
  return { what: `${summary.status} with the task ${quoted(last.task, 80)}${arrival}, given`, at: last.startedAt };
}
