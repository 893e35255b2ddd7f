import { AgentSummary, BackendName, maxNewAgentNameLength } from "@fleet-mcp/models";
import type { CreationService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { waitSeconds } from "../wait-seconds.ts";
import { agentLine } from "./agent-line.ts";

export const createAgent = (creation: Pick<CreationService, "create">) =>
  defineTool({
    name: "create_agent",
    title: "Create agent",
    description:
      "Creates an agent in a workspace of its own and gives it a first task if one is named. list_agent_projects shows the projects.",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    input: z.object({
      name: z
        .string()
        .describe(
          `Name of the new agent: 1 to ${maxNewAgentNameLength} letters, digits and single hyphens between them.`,
        ),
      project: z.string().describe("Project to create it from, by name or display name."),
      role: z.string().optional().describe("Role; without it the project's default role, if it has one."),
      task: z.string().optional().describe("First task. It starts on it by itself."),
      wait_seconds: waitSeconds("until it is online"),
    }),
    output: z.object({
      agent: AgentSummary.describe("The new agent."),
      backend: BackendName.describe("How it is talked to."),
      next: z.string().describe("What to do next."),
    }),
    async handle({ name, project, role, task, wait_seconds }, options) {
      return creation.create({ name, project, role, task, waitSeconds: wait_seconds }, options);
    },
    text: ({ agent, next }) => `${agentLine(agent)}\n${next}`,
  });
