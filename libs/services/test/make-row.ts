import type { WireWorkspace } from "@fleet-mcp/coder-client";

/** Build status as Coder derives it from transition and job. */
type BuildWord =
  | "pending"
  | "starting"
  | "running"
  | "stopping"
  | "stopped"
  | "failed"
  | "canceling"
  | "canceled"
  | "deleting"
  | "deleted";

interface RowFacts {
  readonly name?: string;
  readonly status?: BuildWord;
  readonly transition?: "start" | "stop" | "delete";
  /** Number of the latest build; its id is `build-<number>`. */
  readonly build?: number;
  readonly error?: string;
  /** Absent on the agentapi backend. */
  readonly taskId?: string;
  readonly machine?: "connecting" | "connected" | "disconnected";
  readonly health?: "healthy" | "initializing" | "unhealthy";
  /** What it reported on itself during this build, newest first, a minute apart. */
  readonly reports?: readonly { readonly state: string; readonly message: string }[];
}

/** A workspace of riley's as Coder sends it, for situations that nobody can record: by default the idle agent otter. */
export function makeRow(facts: RowFacts = {}): WireWorkspace {
  const { name = "otter", status = "running", build = 1, error, taskId, reports = [] } = facts;
  const statuses = reports.map((report, index) => makeStatus(report, reports.length - index));
  return {
    id: "workspace-1",
    name,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    last_used_at: "2026-01-01T00:00:00Z",
    owner_id: "user-1",
    owner_name: "riley",
    organization_id: "organization-1",
    organization_name: "coder",
    template_id: "template-1",
    template_name: "shop-backend",
    template_display_name: "Shop backend",
    template_active_version_id: "version-1",
    template_allow_user_cancel_workspace_jobs: false,
    template_require_active_version: false,
    outdated: false,
    is_prebuild: false,
    ...(taskId === undefined ? {} : { task_id: taskId }),
    health: { healthy: true },
    latest_app_status: statuses[0] ?? makeStatus({ state: "idle", message: "" }, 0),
    latest_build: {
      id: `build-${build}`,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
      build_number: build,
      transition: facts.transition ?? transitions[status],
      status,
      reason: "initiator",
      template_version_id: "version-1",
      job: {
        id: `job-${build}`,
        status: jobs[status],
        created_at: "2026-01-01T00:00:00Z",
        ...(error ? { error } : {}),
      },
      resources: status === "running" ? [{ agents: [makeMachine(facts, statuses)] }] : [],
    },
  };
}

const jobs: Readonly<Record<BuildWord, string>> = {
  pending: "pending",
  starting: "running",
  running: "succeeded",
  stopping: "running",
  stopped: "succeeded",
  failed: "failed",
  canceling: "canceling",
  canceled: "canceled",
  deleting: "running",
  deleted: "succeeded",
};

const transitions: Readonly<Record<BuildWord, string>> = {
  pending: "start",
  starting: "start",
  running: "start",
  stopping: "stop",
  stopped: "stop",
  failed: "start",
  canceling: "start",
  canceled: "start",
  deleting: "delete",
  deleted: "delete",
};

type Machine = WireWorkspace["latest_build"]["resources"][number]["agents"][number];
type Status = NonNullable<WireWorkspace["latest_app_status"]>;

function makeMachine(
  { machine = "connected", health = "healthy" }: RowFacts,
  statuses: Machine["apps"][number]["statuses"],
): Machine {
  return {
    id: "machine-1",
    parent_id: null,
    name: "main",
    status: machine,
    lifecycle_state: machine === "connecting" ? "created" : "ready",
    created_at: "2026-01-01T00:00:00Z",
    apps: [{ id: "app-1", slug: "ai", health, healthcheck: { url: "http://localhost:3284/status" }, statuses }],
  };
}

function makeStatus({ state, message }: { readonly state: string; readonly message: string }, minute: number): Status {
  const at = `2026-01-01T00:${String(minute).padStart(2, "0")}:00Z`;
  return { id: `status-${minute}`, created_at: at, state, message, uri: "" };
}
