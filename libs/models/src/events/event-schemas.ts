import { z } from "zod";
import { AgentStatus } from "../agent-status.ts";
import { BackendName } from "../backend-name.ts";
import { AlertRule, AlertSeverity } from "../fleet/alert.ts";
import { PullRequest } from "../fleet/pull-request.ts";

/** `sending` stands before the send; what follows settles it. `unknown`: the answer was lost, so it may have arrived. */
export const InputDelivery = z.enum(["sending", "delivered", "refused", "unknown"]);
export type InputDelivery = z.infer<typeof InputDelivery>;

export const InputType = z.enum(["task", "text", "key", "answer"]);
export type InputType = z.infer<typeof InputType>;

const born = {
  agent_name: z.string(),
  project: z.string(),
  role: z.string().optional(),
  /** Another user's agents are not looked for when they are no longer listed. */
  owner_id: z.string().optional(),
};
/** The newest report of the agent that was taken into account, so that none counts twice. */
const heard = { report_at: z.string().optional() };
const ended = {
  ...heard,
  task_id: z.string().optional(),
  outcome: z.string().optional(),
  duration_ms: z.number().int().min(0).optional(),
  /** The one that the agent reported on it. */
  pull_request: z.string().optional(),
};

/** What is kept of each type of event. The agent is the event's stream; its name stands only where it came to be known. */
export const eventTypes = {
  agent_adopted: z.object({ ...born, ...heard, status: AgentStatus, build_id: z.string().optional() }),
  agent_created: z.object({
    ...born,
    backend: BackendName,
    /** Its conversation begins when its machine is up, with the task that is ordered next and these instructions of its role. */
    awaits: z.object({ system_prompt: z.string().optional() }).optional(),
  }),
  agent_status_changed: z.object({
    from: AgentStatus.optional(),
    to: AgentStatus,
    reason: z.string().optional(),
    /** When the agent's last report was made: it tells this status from the same one later. */
    report_at: z.string().optional(),
    build_id: z.string().optional(),
  }),
  agent_health_changed: z.object({ healthy: z.boolean(), reason: z.string().optional() }),
  agent_restarted: z.object({ build_id: z.string().optional() }),
  agent_delete_requested: z.object({}),
  agent_deleted: z.object({ by: z.enum(["us", "others"]) }),
  /** Recorded before the task is sent; `observed`: the agent began it without an order of ours. */
  task_started: z.object({
    ...heard,
    task_id: z.string(),
    task: z.string(),
    origin: z.enum(["ordered", "observed"]),
  }),
  task_input_sent: z.object({
    input_id: z.string(),
    task_id: z.string().optional(),
    input_type: InputType,
    /** Absent for tasks: task_started has it. */
    input: z.string().optional(),
    /** The agent's conversation is still to begin, and does with this: it is owed until it is settled. */
    begins: z.boolean().optional(),
    delivery: InputDelivery,
  }),
  task_cancelled: z.object({ task_id: z.string().optional() }),
  /** `reported` is false when the agent came to rest without saying how it went. */
  task_succeeded: z.object({ ...ended, reported: z.boolean() }),
  task_failed: z.object(ended),
  pull_request_changed: PullRequest,
  alert_raised: z.object({
    alert_id: z.string(),
    rule: AlertRule,
    severity: AlertSeverity,
    /** What tells this occurrence from the same trouble later; the same cause is never raised twice. */
    cause: z.string(),
    evidence: z.string(),
  }),
  alert_escalated: z.object({ alert_id: z.string(), severity: AlertSeverity }),
  alert_resolved: z.object({ alert_id: z.string(), by: z.enum(["observer", "manager"]), note: z.string().optional() }),
} as const satisfies Readonly<Record<string, z.ZodObject>>;

export const eventSchemaVersion = 1;

export type EventTypeName = keyof typeof eventTypes;
export const EventType = z.keyof(z.object(eventTypes));
