import { z } from "zod";
import { WireAppStatus } from "../apps/wire-app-status.ts";
import { WireBuild } from "../builds/wire-build.ts";

export const WireWorkspace = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  last_used_at: z.string(),
  owner_id: z.string(),
  owner_name: z.string(),
  organization_id: z.string(),
  organization_name: z.string(),
  template_id: z.string(),
  template_name: z.string(),
  template_display_name: z.string(),
  template_active_version_id: z.string(),
  template_allow_user_cancel_workspace_jobs: z.boolean(),
  template_require_active_version: z.boolean(),
  outdated: z.boolean(),
  is_prebuild: z.boolean().default(false),
  task_id: z.string().nullish(),
  health: z.object({ healthy: z.boolean() }),
  latest_app_status: WireAppStatus.nullish(),
  latest_build: WireBuild,
  dormant_at: z.string().nullish(),
});
export type WireWorkspace = z.infer<typeof WireWorkspace>;
