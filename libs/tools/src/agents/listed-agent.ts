import { AgentSummary } from "@fleet-mcp/models";
import { z } from "zod";

/** One agent of a list: flat, because a list of a hundred has to fit a model's context. */
export const ListedAgent = AgentSummary.omit({ pull_request_status: true, pull_request_check_status: true }).extend({
  last_task: z.string().optional().describe("State: its beginning."),
  pull_request: z.string().optional().describe("Link, state, checks."),
});
export type ListedAgent = z.infer<typeof ListedAgent>;
