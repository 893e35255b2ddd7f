import { z } from "zod";
import { BackendName } from "./backend-name.ts";

/** The longest task that is accepted, in characters. A longer one is refused, never cut. */
export const maxTaskLength = 64_000;
/** A longer one goes to the agent as a file: no terminal takes that much for one message. */
export const maxTypedTaskLength = 16_000;

/** How a task stands. `ended`: the agent came to rest without reporting an outcome, or was interrupted. */
export const TaskState = z.enum(["working", "completed", "failed", "ended", "unknown"]);
export type TaskState = z.infer<typeof TaskState>;

export const Task = z.object({
  task: z.string().describe("What was asked, or the agent's words for it."),
  state: TaskState.describe("ended: without a reported outcome."),
  outcome: z.string().optional().describe("The agent's last report on it."),
  started_at: z.string(),
  ended_at: z.string().optional().describe("Absent while it runs or when unknown."),
  pull_request: z.string().optional(),
});
export type Task = z.infer<typeof Task>;

export const LastTask = z.object({
  task: z.string(),
  state: TaskState,
});
export type LastTask = z.infer<typeof LastTask>;

export const TaskReceipt = z.object({
  agent_name: z.string(),
  delivered: z
    .enum(["yes", "queued", "unknown"])
    .describe(
      "queued: after what it works on. unknown: the answer was lost; look at show_agent_log before sending again.",
    ),
  sent_at: z.string(),
  backend: BackendName,
  warning: z.string().optional().describe("How it was given, when not as a message."),
});
export type TaskReceipt = z.infer<typeof TaskReceipt>;
