import { createAgent } from "./agents/create-agent.ts";
import { deleteAgent } from "./agents/delete-agent.ts";
import { listAgents } from "./agents/list-agents.ts";
import { restartAgent } from "./agents/restart-agent.ts";
import { showAgentLog } from "./agents/show-agent-log.ts";
import { showAgent } from "./agents/show-agent.ts";
import type { Services } from "@fleet-mcp/services";
import type { ToolDefinition } from "./define-tool.ts";
import { listAgentProjects } from "./projects/list-agent-projects.ts";
import { listAgentRoles } from "./projects/list-agent-roles.ts";
import { cancelAgentTask } from "./tasks/cancel-agent-task.ts";
import { showAgentTaskHistory } from "./tasks/show-agent-task-history.ts";
import { startAgentTask } from "./tasks/start-agent-task.ts";

/**
 * All tools, in the order in which clients list them. Read-only leaves out every tool that changes something; a simulated Coder
 * is named as such in every answer about agents.
 */
export function createTools(
  services: Services,
  { readOnly, isSimulated = false }: { readonly readOnly: boolean; readonly isSimulated?: boolean },
): readonly ToolDefinition[] {
  const tools: readonly ToolDefinition[] = [
    listAgents(services.agents, { isSimulated }),
    showAgent(services.agents, { isSimulated }),
    createAgent(services.creation),
    startAgentTask(services.tasks),
    cancelAgentTask(services.tasks),
    showAgentTaskHistory(services.tasks),
    showAgentLog(services.logs),
    deleteAgent(services.lifecycle),
    restartAgent(services.lifecycle),
    listAgentProjects(services.projects),
    listAgentRoles(services.projects),
  ];
  return readOnly ? tools.filter((tool) => tool.annotations.readOnlyHint) : tools;
}
