import { AgentStatus } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import type { DigestFacts } from "./digest/digest-facts.ts";
import { attentionLines } from "./digest/attention-lines.ts";
import { finishedLines } from "./digest/finished-lines.ts";
import { openOrderLines } from "./digest/open-order-lines.ts";
import { pullRequestLines } from "./digest/pull-request-lines.ts";
import { runningLines } from "./digest/running-lines.ts";
import { fitSections } from "./fit-sections.ts";

/** What a manager must know, most important first. Text of agents stands in quotation marks, cut. */
export function toDigest(facts: DigestFacts): { digest: string; left_out?: string } {
  const { agents, sinceCursor, now, budget } = facts;
  const news = sinceCursor === undefined ? "in the last day" : "since your cursor";
  const finished = finishedLines(facts);
  const elsewhere = newsElsewhere(facts, finished.length);
  const { text, leftOut } = fitSections(
    headOf(agents, now),
    [
      {
        title: "Needs attention",
        lines: attentionLines(facts),
        share: 0.4,
        elsewhere: 'list_alerts; list_agents with status_filter "failed" or "offline"',
      },
      {
        title: `Finished ${news}`,
        lines: finished,
        total: Math.max(facts.ended, finished.length),
        share: 0.2,
        elsewhere,
      },
      {
        title: "Running",
        lines: runningLines(facts),
        share: 0.2,
        elsewhere: 'list_agents with status_filter "busy"',
      },
      { title: "Pull requests waiting", lines: pullRequestLines(facts), share: 0.1, elsewhere: "list_agents" },
      {
        title: "Ordered, not finished",
        lines: openOrderLines(facts),
        share: 0.1,
        elsewhere: 'query_events with types ["task_started"]',
      },
      { title: "By project", lines: projectLines(agents), share: 0, elsewhere: "get_fleet_status" },
    ],
    budget,
  );
  return { digest: text, ...(leftOut === undefined ? {} : { left_out: leftOut }) };
}

function newsElsewhere({ events, ended }: DigestFacts, known: number): string {
  const oldest = ended > known ? undefined : events.at(-1)?.occurredAt;
  const since = oldest === undefined ? "" : `, since "${oldest}"`;
  return `query_events with types ["task_succeeded","task_failed","task_cancelled"]${since}`;
}

function headOf(agents: readonly AgentRecord[], now: number): string {
  const counts = AgentStatus.options.flatMap((status) => {
    const count = agents.filter(({ summary }) => summary.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const of = counts.length === 0 ? "" : `: ${counts.join(", ")}`;
  return `${agents.length} agents at ${new Date(now).toISOString()}${of}.`;
}

function projectLines(agents: readonly AgentRecord[]): string[] {
  const projects = new Map<string, AgentRecord[]>();
  for (const agent of agents) {
    const known = projects.get(agent.summary.project);
    if (known) known.push(agent);
    else projects.set(agent.summary.project, [agent]);
  }
  return [...projects]
    .toSorted((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]))
    .map(([project, own]) => {
      const idle = own.filter(({ summary }) => summary.status === "idle").length;
      return `- ${project}: ${own.length}, ${idle} idle`;
    });
}
