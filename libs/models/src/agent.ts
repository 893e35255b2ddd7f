import { z } from "zod";
import { AgentStatus } from "./agent-status.ts";
import { BackendName } from "./backend-name.ts";
import { PullRequestCheckStatus, PullRequestStatus } from "./fleet/pull-request.ts";
import { LastTask } from "./task.ts";

/** One line of a fleet list; kept short, because a list of a hundred has to fit a model's context. */
export const AgentSummary = z.object({
  name: z.string(),
  status: AgentStatus,
  status_reason: z.string().optional(),
  project: z.string(),
  role: z.string().optional(),
  last_task: LastTask.optional(),
  since: z.string(),
  pull_request: z.string().optional(),
  pull_request_status: PullRequestStatus.optional(),
  pull_request_check_status: PullRequestCheckStatus.optional(),
  pending_alerts: z.number().int().optional(),
});
export type AgentSummary = z.infer<typeof AgentSummary>;

/** The conversation of an agent whose backend keeps it in Coder, in words: title, summary of the last turn, model, queue, context. */
export const Conversation = z.record(z.string(), z.string());
export type Conversation = z.infer<typeof Conversation>;

/** Everything about one agent. */
export const Agent = AgentSummary.extend({
  backend: BackendName,
  owner: z.string(),
  organization: z.string(),
  workspace_id: z.string(),
  task_id: z.string().optional(),
  build_number: z.number().int(),
  healthy: z.boolean(),
  created_at: z.string(),
  last_used_at: z.string(),
  outdated: z.boolean(),
  conversation: Conversation.optional().describe("Title, summary, model, queue."),
  metadata: z.record(z.string(), z.string()).describe("From fleet_mcp_…."),
  notes: z.array(z.string()).optional().describe("What is missing."),
  url: z.string(),
});
export type Agent = z.infer<typeof Agent>;
