import { AgentSummary, BackendName, maxNewAgentNameLength } from "@fleet-mcp/models";
import type { CreationService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { waitSeconds } from "../wait-seconds.ts";
import { agentLine } from "./agent-line.ts";

/** Without what the caller has just said himself. */
const NewAgent = AgentSummary.pick({
  name: true,
  status: true,
  status_reason: true,
  project: true,
  role: true,
  since: true,
});

export const createAgent = (creation: Pick<CreationService, "create">) =>
  defineTool({
    name: "create_agent",
    title: "Create agent",
    toolset: "agents",
    description:
      "Creates an agent in a workspace of its own, with a first task if one is given. list_agent_projects shows the projects.",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    input: z.object({
      name: z.string().describe(`1 to ${maxNewAgentNameLength} letters, digits and single hyphens between them.`),
      project: z.string().describe("Project, by name or display name."),
      role: z.string().optional().describe("Otherwise the project's default role, if any."),
      task: z.string().optional().describe("First task; it starts on it by itself."),
      requires: z.string().optional().describe("Role or capability it has to have."),
      wait_seconds: waitSeconds("until it is online"),
    }),
    output: z.object({
      agent: NewAgent.describe("The new agent."),
      backend: BackendName.describe("How it is talked to."),
      first_task: z.enum(["given", "pending"]).optional().describe("pending: given as soon as its machine is up."),
      next: z.string().describe("What to do next."),
    }),
    async handle({ name, project, role, task, requires, wait_seconds }, options) {
      return creation.create({ name, project, role, task, requires, waitSeconds: wait_seconds }, options);
    },
    text: ({ agent, next }) => `${agentLine(agent)}\n${next}`,
  });
