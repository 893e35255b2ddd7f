import { z } from "zod";

export const WireBuildLog = z.object({
  id: z.number(),
  created_at: z.string(),
  log_source: z.string(),
  log_level: z.string(),
  stage: z.string(),
  output: z.string(),
});
export type WireBuildLog = z.infer<typeof WireBuildLog>;
