import { activeVersion } from "../world/sim-template.ts";
import { latestBuild } from "../world/sim-workspace.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { heartbeatMs, lastSeenMs } from "../agents/last-seen.ts";
import { toAgentHealth, toAppStatus } from "./to-agent.ts";
import { toBuild } from "./to-build.ts";
import { toTime } from "./to-time.ts";

/**
 * The workspace in full, as JSON. It is the row of the list, too, and kept until something changes; a heartbeat of the
 * machine changes one time in it.
 */
export function toWorkspaceRow(world: World, workspace: SimWorkspace): string {
  const nowMs = world.timeline.now();
  const { row } = workspace;
  if (row !== undefined && nowMs < row.untilMs) return row.json;
  const json = row === undefined ? JSON.stringify(toWorkspace(world, workspace)) : heardOf(row.json, workspace, nowMs);
  workspace.row = { json, untilMs: nextHeartbeatMs(workspace, nowMs) };
  return json;
}

const lastConnected = '"last_connected_at":"';

function heardOf(json: string, workspace: SimWorkspace, nowMs: number): string {
  const { agent } = latestBuild(workspace);
  const at = json.indexOf(lastConnected) + lastConnected.length;
  const time = toTime((agent && lastSeenMs(agent, nowMs)) ?? nowMs);
  return `${json.slice(0, at)}${time}${json.slice(at + time.length)}`;
}

function nextHeartbeatMs(workspace: SimWorkspace, nowMs: number): number {
  const { agent } = latestBuild(workspace);
  if (agent?.status !== "connected" || agent.lastConnectedMs === undefined) return Infinity;
  return nowMs + heartbeatMs - ((nowMs - agent.lastConnectedMs) % heartbeatMs);
}

function toWorkspace(world: World, workspace: SimWorkspace) {
  const { owner, template } = workspace;
  const { organization } = world;
  const build = latestBuild(workspace);
  const active = activeVersion(template);
  const failing = build.agent && !toAgentHealth(build.agent, world.traits).healthy ? [build.agent.id] : [];
  return {
    id: workspace.id,
    created_at: toTime(workspace.createdMs),
    updated_at: toTime(workspace.createdMs),
    owner_id: owner.id,
    owner_name: owner.username,
    owner_avatar_url: "",
    organization_id: organization.id,
    organization_name: "coder",
    template_id: template.id,
    template_name: template.seed.name,
    template_display_name: template.seed.displayName,
    template_icon: "",
    template_allow_user_cancel_workspace_jobs: false,
    template_active_version_id: active.id,
    template_require_active_version: false,
    template_use_classic_parameter_flow: false,
    latest_build: toBuild(world, build),
    latest_app_status: workspace.latestStatus ? toAppStatus(workspace.latestStatus, workspace.id) : null,
    outdated: build.version !== active,
    name: workspace.name,
    last_used_at: toTime(workspace.lastUsedMs),
    deleting_at: null,
    dormant_at: null,
    health: { healthy: failing.length === 0, failing_agents: failing },
    automatic_updates: "never",
    allow_renames: false,
    favorite: false,
    next_start_at: null,
    is_prebuild: false,
    task_id: workspace.taskId ?? null,
  };
}
