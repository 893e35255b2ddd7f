import { AgentSummary } from "@fleet-mcp/models";
import { z } from "zod";

/** One agent of a list: flat, because a list of a hundred has to fit a model's context. */
export const ListedAgent = AgentSummary.extend({
  last_task: z.string().optional().describe("State: its beginning."),
});
export type ListedAgent = z.infer<typeof ListedAgent>;
