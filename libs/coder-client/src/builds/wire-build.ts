import { z } from "zod";
import { wireList } from "../http/wire-list.ts";
import { WireAgent } from "../workspace-agents/wire-agent.ts";

export const WireJob = z.object({
  id: z.string(),
  status: z.string(),
  error: z.string().optional(),
  created_at: z.string(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  canceled_at: z.string().optional(),
});
export type WireJob = z.infer<typeof WireJob>;

/** `status` does not say which transition failed: read `transition` and `job.error` with it. */
export const WireBuild = z.object({
  id: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  build_number: z.number(),
  transition: z.string(),
  status: z.string(),
  reason: z.string(),
  template_version_id: z.string(),
  template_version_preset_id: z.string().nullish(),
  has_ai_task: z.boolean().nullish(),
  initiator_name: z.string().optional(),
  job: WireJob,
  resources: wireList(z.object({ agents: wireList(WireAgent) })),
});
export type WireBuild = z.infer<typeof WireBuild>;
