import { AgentStatus, PageInfo, PageNumber, PageSize } from "@fleet-mcp/models";
import type { AgentService } from "@fleet-mcp/services";
import { z } from "zod";
import { Detail } from "../answers/detail.ts";
import { smallerPage } from "../answers/smaller-page.ts";
import { defineTool } from "../define-tool.ts";
import { pageLine } from "../page-line.ts";
import { Simulated, simulatedField, simulatedLines } from "../simulated.ts";
import type { Surroundings } from "../simulated.ts";
import { agentLine } from "./agent-line.ts";
import { cutRows } from "./cut-rows.ts";
import { ListedAgent } from "./listed-agent.ts";
import { toListedAgents } from "./to-listed-agents.ts";

export const listAgents = (agents: Pick<AgentService, "list">, surroundings: Surroundings) =>
  defineTool({
    name: "list_agents",
    title: "List agents",
    toolset: "agents",
    description:
      "Lists the agents with status, project, role and last task, as they were last reported; show_agent asks the agent itself.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({
      status_filter: AgentStatus.optional().describe("Only this status."),
      project_filter: z.string().optional().describe("Only this project."),
      role_filter: z.string().optional().describe("Only this role."),
      capability_filter: z.string().optional().describe("Only with this role or capability."),
      page: PageNumber.default(1),
      page_size: PageSize.default(50),
      detail: Detail,
    }),
    output: z.object({
      agents: z.array(ListedAgent).describe("By name."),
      ...PageInfo.shape,
      simulated: Simulated,
    }),
    async handle({ status_filter, project_filter, role_filter, capability_filter, page, page_size, detail }, options) {
      const filter = {
        status: status_filter,
        project: project_filter,
        role: role_filter,
        capability: capability_filter,
      };
      const { agents: fleet, ...info } = await agents.list(filter, { page, page_size }, options);
      return { agents: toListedAgents(fleet, detail), ...info, ...simulatedField(surroundings) };
    },
    shorten({ agents: shown, simulated, ...info }, { length, entries }) {
      const smaller = smallerPage(shown, info, entries);
      return { agents: cutRows(smaller.entries, length), ...smaller.info, ...(simulated ? { simulated } : {}) };
    },
    text: ({ agents: shown, simulated, ...info }) =>
      [...shown.map(agentLine), pageLine(info, "agents", shown.length), ...simulatedLines(simulated)].join("\n"),
  });
