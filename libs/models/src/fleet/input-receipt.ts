import { z } from "zod";
import { AgentStatus } from "../agent-status.ts";

const Seen = z.object({
  status: AgentStatus,
  screen: z.string().describe("The last lines; empty when they cannot be read."),
});

/** What was seen around an input; it claims no more than that. */
export const InputReceipt = z.object({
  agent_name: z.string(),
  delivered: z.enum(["yes", "queued", "unknown"]),
  sent_at: z.string(),
  before: Seen,
  after: Seen,
  note: z.string().optional().describe("What may come of it."),
});
export type InputReceipt = z.infer<typeof InputReceipt>;
