import { z } from "zod";

/** A chat of Coder's agent. Of the pull request only lists tell. */
export const WireChat = z.object({
  id: z.string(),
  owner_id: z.string(),
  workspace_id: z.string().nullish(),
  title: z.string(),
  status: z.string(),
  /** Why its last turn failed, in the words of Coder and of the model's provider. */
  last_error: z.object({ message: z.string(), status_code: z.number().optional() }).nullish(),
  last_turn_summary: z.string().nullish(),
  labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((labels) => labels ?? {}),
  archived: z.boolean().default(false),
  created_at: z.string(),
  updated_at: z.string(),
  diff_status: z.object({ url: z.string().nullish() }).nullish(),
});
export type WireChat = z.infer<typeof WireChat>;
