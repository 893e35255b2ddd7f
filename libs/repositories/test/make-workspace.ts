import type { WireAgent, WireApp, WireAppStatus, WireBuild, WireJob, WireWorkspace } from "@fleet-mcp/coder-client";

/** A report of a coding CLI as Coder sends it, `second` seconds after the machine was up. */
export const makeStatus = (state: string, second: number, over: Partial<WireAppStatus> = {}): WireAppStatus => ({
  id: `status-${second}`,
  created_at: new Date(Date.parse("2026-01-01T00:00:10Z") + second * 1_000).toISOString(),
  state,
  message: state === "working" ? "Fix the login bug" : "Done: Fix the login bug",
  uri: "",
  ...over,
});

export const makeApp = (over: Partial<WireApp> = {}): WireApp => ({
  id: "app-1",
  slug: "ai",
  health: "healthy",
  healthcheck: { url: "http://localhost:3284/status" },
  statuses: [],
  ...over,
});

export const makeAgent = (over: Partial<WireAgent> = {}): WireAgent => ({
  id: "agent-1",
  parent_id: null,
  name: "main",
  status: "connected",
  lifecycle_state: "ready",
  created_at: "2026-01-01T00:00:03Z",
  first_connected_at: "2026-01-01T00:00:04Z",
  connection_timeout_seconds: 120,
  apps: [makeApp()],
  ...over,
});

type BuildOverrides = Partial<Omit<WireBuild, "job">> & {
  readonly job?: Partial<WireJob>;
  readonly agents?: readonly WireAgent[];
};

function makeBuild({ job, agents = [makeAgent()], ...over }: BuildOverrides = {}): WireBuild {
  return {
    id: "build-1",
    created_at: "2026-01-01T00:00:00.100Z",
    updated_at: "2026-01-01T00:00:02.500Z",
    build_number: 1,
    transition: "start",
    status: "running",
    reason: "initiator",
    template_version_id: "version-1",
    template_version_preset_id: null,
    job: {
      id: "job-1",
      status: "succeeded",
      created_at: "2026-01-01T00:00:00.100Z",
      started_at: "2026-01-01T00:00:01Z",
      completed_at: "2026-01-01T00:00:02Z",
      ...job,
    },
    resources: [{ agents: [...agents] }],
    ...over,
  };
}

/** A row of Coder's as the repositories read it; without overrides an idle agent of riley's, `ant`, that has reported nothing. */
export function makeWorkspace({
  build,
  ...over
}: Partial<Omit<WireWorkspace, "latest_build">> & { readonly build?: BuildOverrides | undefined } = {}): WireWorkspace {
  return {
    id: "workspace-1",
    name: "ant",
    created_at: "2026-01-01T00:00:00.050Z",
    updated_at: "2026-01-01T00:00:00.050Z",
    last_used_at: "2026-01-01T00:00:00.050Z",
    owner_id: "riley-id",
    owner_name: "riley",
    organization_id: "organization-1",
    organization_name: "coder",
    template_id: "template-1",
    template_name: "docs-site",
    template_display_name: "Docs site",
    template_active_version_id: "version-1",
    template_allow_user_cancel_workspace_jobs: false,
    template_require_active_version: false,
    outdated: false,
    is_prebuild: false,
    task_id: null,
    health: { healthy: true },
    latest_app_status: null,
    latest_build: makeBuild(build),
    ...over,
  };
}
