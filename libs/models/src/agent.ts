import { z } from "zod";
import { AgentStatus } from "./agent-status.ts";
import { BackendName } from "./backend-name.ts";
import { LastTask } from "./task.ts";

/** One line of a fleet list; kept short, because a list of a hundred has to fit a model's context. */
export const AgentSummary = z.object({
  name: z.string().describe("Its name."),
  status: AgentStatus.describe("idle and busy are online."),
  status_reason: z.string().optional().describe("Why it has this status."),
  project: z.string().describe("What it was created from."),
  role: z.string().optional().describe("Role it was created with."),
  last_task: LastTask.optional().describe("What it last worked on."),
  since: z.string().describe("When this status began."),
  pull_request: z.string().optional().describe("Link it reported."),
});
export type AgentSummary = z.infer<typeof AgentSummary>;

/** Everything about one agent. */
export const Agent = AgentSummary.extend({
  backend: BackendName.describe("How it is talked to."),
  owner: z.string().describe("Coder user."),
  organization: z.string().describe("Coder organization."),
  workspace_id: z.string().describe("Its id in Coder."),
  task_id: z.string().optional().describe("Its task's id in Coder; tasks backend only."),
  build_number: z.number().int().describe("Rises with each start and stop."),
  healthy: z.boolean().describe("Coder's verdict on its workspace."),
  created_at: z.string().describe("When it was created."),
  last_used_at: z.string().describe("As Coder counts use."),
  outdated: z.boolean().describe("Its project has a newer version."),
  metadata: z
    .record(z.string(), z.string())
    .describe("What its workspace publishes as fleet_mcp_…, without the prefix."),
  notes: z.array(z.string()).optional().describe("What could not be found out, and why."),
  url: z.string().describe("Its page in Coder."),
});
export type Agent = z.infer<typeof Agent>;
