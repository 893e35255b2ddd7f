import { z } from "zod";

export const WireUser = z.object({
  id: z.string(),
  username: z.string(),
  organization_ids: z.array(z.string()).optional(),
  /** Of the whole deployment; `member` goes without saying. */
  roles: z.array(z.object({ name: z.string() })).optional(),
});
export type WireUser = z.infer<typeof WireUser>;
