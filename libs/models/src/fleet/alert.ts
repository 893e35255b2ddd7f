import { z } from "zod";

export const AlertSeverity = z.enum(["info", "warning", "critical"]);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

/** What can be wrong with an agent, or with the fleet as a whole. */
export const AlertRule = z.enum([
  "start_failed",
  "delete_failed",
  "offline",
  "task_failed",
  "no_output",
  "waiting_for_answer",
  "task_too_long",
  "deleted_by_others",
  "fleet_busy",
  "coder_unreachable",
  "token_expires",
]);
export type AlertRule = z.infer<typeof AlertRule>;

/** Something that asks for a manager's attention, raised once for its cause. */
export const Alert = z.object({
  alert_id: z.string(),
  rule: AlertRule,
  severity: AlertSeverity,
  agent_name: z.string().optional().describe("Absent: the whole fleet."),
  evidence: z.string().describe("What was seen."),
  since: z.string(),
  times_escalated: z.number().int(),
  resolved_by: z.enum(["observer", "manager"]).optional().describe("Absent: open."),
});
export type Alert = z.infer<typeof Alert>;
