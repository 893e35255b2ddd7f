import { z } from "zod";

/** AgentAPI's `GET /status`; older ones send neither `agent_type` nor `transport`. */
export const WireAppStatusReply = z.object({
  status: z.string(),
  agent_type: z.string().optional(),
  transport: z.string().optional(),
});
export type WireAppStatusReply = z.infer<typeof WireAppStatusReply>;
