import { z } from "zod";
import { AgentStatus } from "../agent-status.ts";
import { AlertSeverity } from "./alert.ts";

const TaskCounts = z.object({ started: z.number().int(), finished: z.number().int(), failed: z.number().int() });

/** A figure that stands out from those of the agent's project and role. */
export const Outlier = z.object({
  agent_name: z.string(),
  measure: z.enum(["task_duration_s", "failure_rate", "restarts", "idle_s"]),
  value: z.number(),
  median: z.number().describe("Of its project and role."),
  score: z.number().describe("Modified z; above 3.5 stands out."),
  samples: z.number().int(),
  confidence: z.enum(["low", "medium", "high"]),
});
export type Outlier = z.infer<typeof Outlier>;

export const FleetStatus = z.object({
  total: z.number().int(),
  by_status: z.partialRecord(AgentStatus, z.number().int()),
  by_project: z.record(z.string(), z.number().int()),
  utilisation_percent: z.number().describe("Busy of all."),
  offline_or_failed_percent: z.number(),
  healthy_percent: z.number(),
  oldest_waiting: z.object({ agent_name: z.string(), since: z.string() }).optional().describe("Idle the longest."),
  last_hour: TaskCounts,
  last_day: TaskCounts,
  open_pull_requests: z.object({
    total: z.number().int(),
    passing: z.number().int(),
    failing: z.number().int(),
    pending: z.number().int(),
    unknown: z.number().int(),
  }),
  outliers: z.array(Outlier),
  open_alerts: z.object({ total: z.number().int(), worst: AlertSeverity.optional() }),
  notes: z.array(z.string()).optional().describe("What could not be known."),
  computed_at: z.string(),
});
export type FleetStatus = z.infer<typeof FleetStatus>;
