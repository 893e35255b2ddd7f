import type { CallOptions } from "@fleet-mcp/models";
import type { ProjectRecord, ProjectRepository } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceErrorWith } from "../service-error.ts";
import { isUsable, whyUnusable } from "./usability.ts";

/**
 * The usable project of that name or display name. Throws `not_found` with the usable ones, `invalid_input` when several
 * have the name, `unsupported` when its template cannot run an agent.
 */
export async function findProject(
  projects: ProjectRepository,
  name: string,
  options: CallOptions,
): Promise<ProjectRecord> {
  const raise = raiseServiceErrorWith({ not_found: "Call list_agent_projects to see the names." });
  const found = await projects.findByName(name, options).catch(raise);
  const [project, ...others] = found.some(isUsable) ? found.filter(isUsable) : found;
  if (!project) {
    const known = (await projects.list(options).catch(raise)).filter(isUsable);
    throw new ServiceError("not_found", `There is no project ${JSON.stringify(name.slice(0, 60))}.`, {
      hint: usableOnes(known),
    });
  }
  if (others.length > 0) {
    const names = [project, ...others].map((each) => `"${each.organization}/${each.name}"`).join(", ");
    throw new ServiceError("invalid_input", `Several projects are called ${JSON.stringify(name.slice(0, 60))}.`, {
      hint: `Say which: ${names}.`,
    });
  }
  if (isUsable(project)) return project;
  throw new ServiceError("unsupported", `Project "${project.name}" cannot run an agent: ${whyUnusable(project)}`, {
    hint: "Call list_agent_projects to see the usable ones, or ask the template's owner to add what is missing.",
  });
}

function usableOnes(projects: readonly ProjectRecord[]): string {
  if (projects.length === 0)
    return "No project of this Coder can run an agent: ask an administrator for a template that can.";
  return `Usable projects: ${projects.map(({ name }) => name).join(", ")}.`;
}
