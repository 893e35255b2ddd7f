import { z } from "zod";

export const WireTask = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.string().optional(),
  owner_id: z.string(),
  owner_name: z.string(),
  workspace_id: z.string().nullish(),
  workspace_app_id: z.string().nullish(),
  workspace_status: z.string().optional(),
  initial_prompt: z.string(),
  status: z.string(),
  current_state: z.object({ timestamp: z.string(), state: z.string(), message: z.string(), uri: z.string() }).nullish(),
  created_at: z.string(),
});
export type WireTask = z.infer<typeof WireTask>;
