import { createAgent } from "./agents/create-agent.ts";
import { deleteAgent } from "./agents/delete-agent.ts";
import { listAgents } from "./agents/list-agents.ts";
import { restartAgent } from "./agents/restart-agent.ts";
import { showAgentLog } from "./agents/show-agent-log.ts";
import { showAgent } from "./agents/show-agent.ts";
import type { Services } from "@fleet-mcp/services";
import { chooseTools } from "./choose-tools.ts";
import type { ToolChoice } from "./choose-tools.ts";
import type { ToolDefinition } from "./define-tool.ts";
import { getFleetDigest } from "./fleet/get-fleet-digest.ts";
import { getFleetStatus } from "./fleet/get-fleet-status.ts";
import { listAlerts } from "./fleet/list-alerts.ts";
import { queryEvents } from "./fleet/query-events.ts";
import { resolveAlert } from "./fleet/resolve-alert.ts";
import { waitForAgents } from "./fleet/wait-for-agents.ts";
import { listAgentProjects } from "./projects/list-agent-projects.ts";
import { listAgentRoles } from "./projects/list-agent-roles.ts";
import { cancelAgentTask } from "./tasks/cancel-agent-task.ts";
import { sendAgentInput } from "./tasks/send-agent-input.ts";
import { showAgentTaskHistory } from "./tasks/show-agent-task-history.ts";
import { startAgentTask } from "./tasks/start-agent-task.ts";

/** What the tools need of the services. */
export type ToolServices = Pick<
  Services,
  | "agents"
  | "creation"
  | "lifecycle"
  | "tasks"
  | "logs"
  | "projects"
  | "fleet"
  | "waiting"
  | "events"
  | "alerts"
  | "input"
>;

interface Options extends ToolChoice {
  /** A simulated Coder is named as such in every answer about agents. */
  readonly isSimulated?: boolean;
}

/** The tools of a server, in the order in which clients list them; no choice changes that order. */
export function createTools(
  services: ToolServices,
  { isSimulated = false, ...choice }: Options,
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
    getFleetStatus(services.fleet, { isSimulated }),
    waitForAgents(services.waiting),
    getFleetDigest(services.fleet, { isSimulated }),
    queryEvents(services.events),
    listAlerts(services.alerts),
    resolveAlert(services.alerts),
    sendAgentInput(services.input),
  ];
  return chooseTools(tools, choice).tools;
}
