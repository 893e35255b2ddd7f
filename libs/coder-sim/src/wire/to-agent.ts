import { lastSeenMs } from "../agents/last-seen.ts";
import type { ReleaseTraits } from "../release.ts";
import type { SimAgent, SimAppStatus } from "../world/sim-workspace.ts";
import { toOptionalTime, toTime } from "./to-time.ts";

/** Why an agent is unhealthy; undefined for a healthy one. */
function unhealthyReason({ status }: SimAgent, { waitingIsUnhealthy }: ReleaseTraits): string | undefined {
  if (status === "connecting") return waitingIsUnhealthy ? "agent has not yet connected" : undefined;
  if (status === "timeout") return "agent is taking too long to connect";
  return status === "disconnected" ? "agent has lost connection" : undefined;
}

export function toAgentHealth(agent: SimAgent, traits: ReleaseTraits) {
  const reason = unhealthyReason(agent, traits);
  return { healthy: reason === undefined, reason };
}

/** A workspace agent with its app; `showsApps` is false for machines that a later start build has replaced. */
export function toAgent(agent: SimAgent, nowMs: number, traits: ReleaseTraits, showsApps: boolean) {
  return {
    id: agent.id,
    parent_id: null,
    created_at: toTime(agent.createdMs),
    updated_at: toTime(agent.readyMs ?? agent.firstConnectedMs ?? agent.createdMs),
    first_connected_at: toOptionalTime(agent.firstConnectedMs),
    last_connected_at: toOptionalTime(lastSeenMs(agent, nowMs)),
    disconnected_at: toOptionalTime(agent.disconnectedMs),
    started_at: toOptionalTime(agent.readyMs),
    ready_at: toOptionalTime(agent.readyMs),
    status: agent.status,
    lifecycle_state: agent.lifecycle,
    name: "main",
    resource_id: agent.resourceId,
    architecture: "amd64",
    environment_variables: null,
    operating_system: "linux",
    logs_length: 0,
    logs_overflowed: false,
    version: agent.firstConnectedMs === undefined ? "" : traits.version,
    api_version: agent.firstConnectedMs === undefined ? "" : "2.8",
    apps: showsApps && agent.hasApp ? [toApp(agent)] : [],
    connection_timeout_seconds: 120,
    troubleshooting_url: "https://coder.com/docs/admin/templates/troubleshooting",
    subsystems: [],
    health: toAgentHealth(agent, traits),
    display_apps: [],
    log_sources: [],
    scripts: [],
    startup_script_behavior: "non-blocking",
  };
}

function toApp(agent: SimAgent) {
  const url = `http://localhost:${agent.appPort}`;
  return {
    id: agent.workspace.appId,
    url,
    external: false,
    slug: "ai",
    display_name: "AI agent",
    subdomain: false,
    sharing_level: "owner",
    healthcheck: { url: `${url}/status`, interval: 1, threshold: 3 },
    health: agent.appHealth,
    hidden: false,
    open_in: "slim-window",
    statuses: agent.statuses.map((status) => toAppStatus(status, agent.workspace.id)),
  };
}

export function toAppStatus(status: SimAppStatus, workspaceId: string) {
  return {
    id: status.id,
    created_at: toTime(status.createdMs),
    workspace_id: workspaceId,
    agent_id: status.agentId,
    app_id: status.appId,
    state: status.state,
    message: status.message,
    uri: status.uri,
    icon: "",
    needs_user_attention: false,
  };
}
