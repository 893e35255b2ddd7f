import type { Services } from "@fleet-mcp/services";
import { defineTool } from "@fleet-mcp/tools";
import { z } from "zod";

/** A tool of our own: how many agents there are in each status. */
export const countAgents = (agents: Pick<Services["agents"], "list">) =>
  defineTool({
    name: "count_agents",
    title: "Count agents",
    description: "Returns how many agents are in each status.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: z.object({}),
    output: z.object({ counts: z.record(z.string(), z.number()) }),
    async handle(_input, options) {
      const counts: Record<string, number> = {};
      for (let page = 1, hasNext = true; hasNext; page += 1) {
        const fleet = await agents.list({}, { page, page_size: 100 }, options);
        for (const { status } of fleet.agents) counts[status] = (counts[status] ?? 0) + 1;
        hasNext = fleet.has_next;
      }
      return { counts };
    },
    text: ({ counts }) =>
      Object.entries(counts)
        .map(([status, count]) => `${count} ${status}`)
        .join(", "),
  });
