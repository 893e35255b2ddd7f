import { Role, cleanLine } from "@fleet-mcp/models";
import type { ProjectService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { Contains, Omitted, matches, omittedLines } from "./narrowing.ts";

export const listAgentRoles = (projects: Pick<ProjectService, "roles">) =>
  defineTool({
    name: "list_agent_roles",
    title: "List agent roles",
    toolset: "discovery",
    description: "Lists the roles of one project with what they are for and which one is the default.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({ project: z.string().describe("Project, by name or display name."), contains: Contains }),
    output: z.object({
      project: z.string().describe("Its name."),
      roles: z.array(Role).describe("By name; empty when it has none."),
      omitted: Omitted,
    }),
    async handle({ project, contains }, options) {
      const found = await projects.roles(project, options);
      return { project: found.project, roles: found.roles.filter(({ name }) => matches(contains, name)) };
    },
    shorten({ project, roles }, { length, entries }) {
      const shown = roles
        .slice(0, entries)
        .map((role) => ({ ...role, description: cleanLine(role.description, length) }));
      const omitted = roles.length - shown.length;
      return { project, roles: shown, ...(omitted > 0 ? { omitted } : {}) };
    },
    text: ({ project, roles, omitted = 0 }) =>
      [
        `${project}: ${roles.length + omitted} roles`,
        ...roles.map(
          ({ name, description, is_default }) =>
            `${name}${is_default ? " (default)" : ""}${description && `: ${description}`}`,
        ),
        ...omittedLines(omitted, "roles"),
      ].join("\n"),
  });
