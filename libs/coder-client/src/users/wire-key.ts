import { z } from "zod";
import { wireList } from "../http/wire-list.ts";

/** An API key: what a session token is to Coder. */
export const WireKey = z.object({
  expires_at: z.string(),
  /** Before 2.29 one word. */
  scope: z.string().optional(),
  scopes: wireList(z.string()),
  /** `token` for one that a user made; anything else is a login. */
  login_type: z.string().optional(),
  lifetime_seconds: z.number().optional(),
  token_name: z.string().optional(),
});
export type WireKey = z.infer<typeof WireKey>;
