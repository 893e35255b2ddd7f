import { z } from "zod";

export const WireTemplate = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.string(),
  description: z.string(),
  organization_id: z.string(),
  organization_name: z.string(),
  organization_display_name: z.string().optional(),
  active_version_id: z.string(),
  deprecated: z.boolean(),
  allow_user_cancel_workspace_jobs: z.boolean().optional(),
  require_active_version: z.boolean().optional(),
});
export type WireTemplate = z.infer<typeof WireTemplate>;
