import { Role } from "@fleet-mcp/models";
import type { ProjectService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";

export const listAgentRoles = (projects: Pick<ProjectService, "roles">) =>
  defineTool({
    name: "list_agent_roles",
    title: "List agent roles",
    toolset: "discovery",
    description: "Lists the roles of one project with what they are for and which one is the default.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({ project: z.string().describe("Project, by name or display name.") }),
    output: z.object({
      project: z.string().describe("Its name."),
      roles: z.array(Role).describe("By name; empty when it has none."),
    }),
    async handle({ project }, options) {
      return projects.roles(project, options);
    },
    text: ({ project, roles }) =>
      [
        `${project}: ${roles.length} roles`,
        ...roles.map(
          ({ name, description, is_default }) =>
            `${name}${is_default ? " (default)" : ""}${description && `: ${description}`}`,
        ),
      ].join("\n"),
  });
