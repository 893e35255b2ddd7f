import type { CallOptions, Project, Role, UnusableProject } from "@fleet-mcp/models";
import type { ProjectRecord, Repositories } from "@fleet-mcp/repositories";
import { raiseServiceError } from "../service-error.ts";
import { findProject } from "./find-project.ts";
import { isUsable, list as quoted, unfilled, whyUnusable } from "./usability.ts";

export function createProjectService({
  repositories: { projects },
}: {
  readonly repositories: Pick<Repositories, "projects">;
}) {
  return { list, roles };

  /** Every project by name, the usable ones apart from those that lack something. */
  async function list(options: CallOptions): Promise<{ projects: Project[]; unusable: UnusableProject[] }> {
    const all = await projects.list(options).catch(raiseServiceError);
    return {
      projects: all.filter(isUsable).map(toProject),
      unusable: all
        .filter((project) => !isUsable(project))
        .map((project) => ({ ...named(project), reason: whyUnusable(project) })),
    };
  }

  /** The roles of a usable project by name. Throws as `findProject`. */
  async function roles(name: string, options: CallOptions): Promise<{ project: string; roles: Role[] }> {
    const project = await findProject(projects, name, options);
    return {
      project: project.name,
      roles: project.roles.map((role) => ({
        name: role.name,
        description: role.description,
        is_default: role.is_default,
      })),
    };
  }
}
export type ProjectService = ReturnType<typeof createProjectService>;

function toProject(project: ProjectRecord): Project {
  const notes = warnings(project);
  return {
    ...named(project),
    ...(project.description ? { description: project.description } : {}),
    roles: project.roles.map(({ name }) => name),
    backends: [...project.backends],
    ...(notes.length > 0 ? { warnings: notes } : {}),
  };
}

const named = ({ name, displayName, organization }: ProjectRecord) => ({
  name,
  ...(displayName && displayName !== name ? { display_name: displayName } : {}),
  organization,
});

function warnings(project: ProjectRecord): string[] {
  const needs = unfilled(project, []);
  return [
    ...(project.hasSystemPrompt ? [] : ['No parameter "system_prompt": roles cannot carry standing instructions.']),
    ...(needs.length === 0 ? [] : [`Needs a role that fills ${quoted(needs)}.`]),
  ];
}
