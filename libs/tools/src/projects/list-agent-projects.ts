import { Project, UnusableProject } from "@fleet-mcp/models";
import type { ProjectService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";

export const listAgentProjects = (projects: Pick<ProjectService, "list">) =>
  defineTool({
    name: "list_agent_projects",
    title: "List agent projects",
    toolset: "discovery",
    description:
      "Lists the projects agents can be created from, with the names of their roles; and those that cannot be used, with the reason.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({}),
    output: z.object({
      projects: z.array(Project).describe("Usable ones, by name."),
      unusable: z.array(UnusableProject).describe("The others, by name."),
    }),
    async handle(_input, options) {
      return projects.list(options);
    },
    text: ({ projects: usable, unusable }) =>
      [
        ...usable.flatMap(({ name, roles, warnings = [] }) => [
          `${name}: ${roles.length > 0 ? `roles ${roles.join(", ")}` : "no roles"}`,
          ...warnings.map((warning) => `  ${warning}`),
        ]),
        ...unusable.map(({ name, reason }) => `${name} (not usable): ${reason}`),
      ].join("\n") || "No projects.",
  });
