import { z } from "zod";
import { AgentStatus } from "../agent-status.ts";

export const WaitFor = z.enum(["idle", "online", "finished", "attention", "any_change", "deleted"]);
export type WaitFor = z.infer<typeof WaitFor>;

/** One thing that happened to the fleet, in one line. */
export const Happening = z.object({
  agent_name: z.string().optional().describe("Absent: the whole fleet."),
  what: z.string(),
  at: z.string(),
});
export type Happening = z.infer<typeof Happening>;

export const WaitResult = z.object({
  reached: z.boolean().describe("false: the time was over first, or they are gone."),
  happened: z.array(Happening),
  more_happened: z.number().int().optional().describe("Of the kind, not shown."),
  agents: z.array(z.object({ agent_name: z.string(), status: AgentStatus, status_reason: z.string().optional() })),
  more_agents: z.number().int().optional().describe("Watched, not shown."),
  cursor: z.number().int().describe("Pass it on to miss nothing."),
});
export type WaitResult = z.infer<typeof WaitResult>;

export const FleetDigest = z.object({
  digest: z.string(),
  left_out: z.string().optional().describe("What did not fit, and how to see it."),
  cursor: z.number().int(),
  computed_at: z.string(),
});
export type FleetDigest = z.infer<typeof FleetDigest>;

/** One event of the log as it is shown. */
export const ShownEvent = z.object({
  seq: z.number().int(),
  type: z.string(),
  agent_name: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
  actor: z.string(),
  correlation_id: z.string().optional(),
  occurred_at: z.string(),
});
export type ShownEvent = z.infer<typeof ShownEvent>;
