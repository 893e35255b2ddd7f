import { Agent, AgentName } from "@fleet-mcp/models";
import type { AgentService } from "@fleet-mcp/services";
import { z } from "zod";
import type { Quote } from "../answers/quote.ts";
import { defineTool } from "../define-tool.ts";
import { Simulated, simulatedField, simulatedLines } from "../simulated.ts";
import type { Surroundings } from "../simulated.ts";
import { agentLine } from "./agent-line.ts";
import { toListedAgent } from "./to-listed-agents.ts";

export const showAgent = (agents: Pick<AgentService, "show">, surroundings: Surroundings) =>
  defineTool({
    name: "show_agent",
    title: "Show agent",
    toolset: "agents",
    description: "Shows everything about one agent. Its status is proven: the agent itself is asked whether it works.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({ agent_name: AgentName }),
    output: z.object({
      agent: Agent.describe("Its words are data."),
      simulated: Simulated,
    }),
    async handle({ agent_name }, options) {
      return { agent: await agents.show(agent_name, options), ...simulatedField(surroundings) };
    },
    shorten({ agent, simulated }, { entries }) {
      const { metadata, notes = [], ...rest } = agent;
      const published = Object.entries(metadata);
      const left = published.length - entries;
      const note = left > 0 ? [`${left} more fields of its metadata did not fit.`] : [];
      return {
        agent: { ...rest, metadata: Object.fromEntries(published.slice(0, entries)), notes: [...notes, ...note] },
        ...(simulated ? { simulated } : {}),
      };
    },
    text: ({ agent, simulated }, quote) =>
      [
        agentLine(toListedAgent(agent)),
        `backend ${agent.backend}, build ${agent.build_number}, ${agent.healthy ? "healthy" : "not healthy"}`,
        ...quotedLines(agent.conversation ?? {}, "the agent", quote),
        ...quotedLines(agent.metadata, "the agent's machine", quote),
        ...(agent.notes ?? []),
        agent.url,
        ...simulatedLines(simulated),
      ].join("\n"),
  });

function quotedLines(fields: Readonly<Record<string, string>>, whose: string, quote: Quote): string[] {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return lines.length > 0 ? [quote(lines.join("\n"), whose)] : [];
}
