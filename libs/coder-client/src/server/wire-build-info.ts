import { z } from "zod";

export const WireBuildInfo = z.object({
  version: z.string(),
  external_url: z.string().optional(),
  dashboard_url: z.string().optional(),
  deployment_id: z.string().optional(),
});
export type WireBuildInfo = z.infer<typeof WireBuildInfo>;
