import { z } from "zod";
import { WireApp } from "../apps/wire-app.ts";
import { wireList } from "../http/wire-list.ts";

/** A workspace agent: Coder's process on the machine, not the coding agent. */
export const WireAgent = z.object({
  id: z.string(),
  parent_id: z.string().nullish(),
  name: z.string(),
  status: z.string(),
  lifecycle_state: z.string(),
  created_at: z.string(),
  first_connected_at: z.string().optional(),
  last_connected_at: z.string().optional(),
  disconnected_at: z.string().optional(),
  connection_timeout_seconds: z.number().optional(),
  health: z.object({ healthy: z.boolean(), reason: z.string().optional() }).optional(),
  apps: wireList(WireApp),
});
export type WireAgent = z.infer<typeof WireAgent>;
