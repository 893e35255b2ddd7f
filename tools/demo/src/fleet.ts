import { z } from "zod";

const FleetRow = z.object({
  name: z.string(),
  status: z.string(),
  status_reason: z.string().optional(),
  project: z.string(),
  role: z.string().optional(),
  last_task: z.string().optional(),
  since: z.string(),
});
export type FleetRow = z.infer<typeof FleetRow>;

/** What the table shows of an answer of `list_agents`. */
export const Fleet = z.object({ agents: z.array(FleetRow) });
