import { Project, UnusableProject, cleanLine } from "@fleet-mcp/models";
import type { ProjectService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { Contains, Omitted, matches, omittedLines } from "./narrowing.ts";

export const listAgentProjects = (projects: Pick<ProjectService, "list">) =>
  defineTool({
    name: "list_agent_projects",
    title: "List agent projects",
    toolset: "discovery",
    description:
      "Lists the projects agents can be created from, with their roles; and those that cannot be used, with the reason.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({ contains: Contains }),
    output: z.object({
      projects: z.array(Project).describe("Usable ones, by name."),
      unusable: z.array(UnusableProject).describe("The others, by name."),
      omitted: Omitted,
    }),
    async handle({ contains }, options) {
      const { projects: usable, unusable } = await projects.list(options);
      const isWanted = ({
        name,
        display_name,
      }: {
        readonly name: string;
        readonly display_name?: string | undefined;
      }) => matches(contains, name, display_name);
      return { projects: usable.filter(isWanted), unusable: unusable.filter(isWanted) };
    },
    shorten({ projects: usable, unusable }, { length, entries }) {
      const shown = usable.slice(0, entries).map((project) => cutProject(project, length, entries));
      const others = unusable.slice(0, entries - shown.length);
      const omitted = usable.length + unusable.length - shown.length - others.length;
      return { projects: shown, unusable: others, ...(omitted > 0 ? { omitted } : {}) };
    },
    text: ({ projects: usable, unusable, omitted }) =>
      [
        ...usable.flatMap(({ name, roles, backends, warnings = [] }) => [
          `${name}: ${roles.length > 0 ? `roles ${roles.join(", ")}` : "no roles"} (${backends.join(", ")})`,
          ...warnings.map((warning) => `  ${warning}`),
        ]),
        ...unusable.map(({ name, reason }) => `${name} (not usable): ${reason}`),
        ...omittedLines(omitted, "projects"),
      ].join("\n") || "No projects.",
  });

/** A project with more roles than fit says so; list_agent_roles has them all. */
function cutProject(project: Project, length: number, count: number): Project {
  const { description, roles, warnings = [], ...rest } = project;
  const more = roles.length - Math.max(count, 1);
  const notes = more > 0 ? [...warnings, `${more} more roles: see list_agent_roles.`] : warnings;
  return {
    ...rest,
    ...(description === undefined ? {} : { description: cleanLine(description, length) }),
    roles: more > 0 ? roles.slice(0, count) : roles,
    ...(notes.length > 0 ? { warnings: notes } : {}),
  };
}
