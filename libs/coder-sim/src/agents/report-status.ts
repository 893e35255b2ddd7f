import type { AppState } from "../agent-api/app-state.ts";
import type { SimAgent } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";

/** Bytes that Coder takes of a status message. */
const longestMessage = 160;

/** What the coding CLI tells Coder. A machine that has lost its connection tells nothing. */
export function reportStatus(
  world: World,
  agent: SimAgent,
  { state, message, uri }: { readonly state: AppState; readonly message: string; readonly uri: string },
): void {
  const { workspace } = agent;
  if (agent.status !== "connected" || agent.isReplaced) return;
  const status = {
    id: world.random.uuid(),
    createdMs: world.timeline.now(),
    agentId: agent.id,
    appId: workspace.appId,
    state,
    message: cut(message),
    uri,
  };
  const forgets = world.faults.strikes("forget-history", { agent: workspace.name }) !== undefined;
  agent.statuses = forgets ? [status] : [status, ...agent.statuses];
  workspace.latestStatus = status;
  if (state === "complete" && uri !== "") openPullRequest(agent, uri);
  world.journal.status(workspace, state, status.message);
  world.changed(workspace, "agent");
}

function openPullRequest({ metadata }: SimAgent, url: string): void {
  metadata.set("fleet_mcp_pull_request_check_status", "passing");
  metadata.set("fleet_mcp_pull_request_status", "open");
  metadata.set("fleet_mcp_pull_request_url", url);
}

function cut(message: string): string {
  if (Buffer.byteLength(message) <= longestMessage) return message;
  let shorter = message.slice(0, longestMessage);
  while (Buffer.byteLength(shorter) > longestMessage - 3) shorter = [...shorter].slice(0, -1).join("");
  return `${shorter}…`;
}
