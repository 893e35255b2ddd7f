import { currentState, taskStatus } from "../tasks/task-status.ts";
import type { SimTask } from "../world/sim-task.ts";
import { buildStatus, latestBuild } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { toAgentHealth } from "./to-agent.ts";
import { toTime } from "./to-time.ts";

export function toTask({ organization, traits }: World, task: SimTask) {
  const { workspace } = task;
  const { owner, template } = workspace;
  const build = latestBuild(workspace);
  const { agent } = build;
  const state = currentState(workspace, traits.failureWord);
  return {
    id: task.id,
    organization_id: organization.id,
    owner_id: owner.id,
    owner_name: owner.username,
    name: workspace.name,
    display_name: task.displayName,
    template_id: template.id,
    template_version_id: task.version.id,
    template_name: template.seed.name,
    template_display_name: template.seed.displayName,
    template_icon: "",
    workspace_id: workspace.id,
    workspace_name: workspace.name,
    workspace_status: buildStatus(build),
    workspace_build_number: build.number,
    workspace_agent_id: agent?.id ?? null,
    workspace_agent_lifecycle: agent?.lifecycle ?? null,
    workspace_agent_health: agent ? toAgentHealth(agent, traits) : null,
    workspace_app_id: (agent && workspace.appId) ?? null,
    initial_prompt: task.prompt,
    status: taskStatus(workspace),
    current_state: state
      ? { timestamp: toTime(state.atMs), state: state.state, message: state.message, uri: state.uri }
      : null,
    created_at: toTime(task.createdMs),
    updated_at: toTime(workspace.createdMs),
  };
}
