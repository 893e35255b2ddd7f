import { z } from "zod";

export const WireAppStatus = z.object({
  id: z.string(),
  created_at: z.string(),
  app_id: z.string().optional(),
  agent_id: z.string().optional(),
  state: z.string(),
  message: z.string(),
  uri: z.string(),
});
export type WireAppStatus = z.infer<typeof WireAppStatus>;
