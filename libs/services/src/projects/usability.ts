import type { ProjectRecord } from "@fleet-mcp/repositories";

/** A project is usable when its template can run an agent and its required parameters can be filled. */
export const isUsable = (project: ProjectRecord): boolean => project.backends.length > 0 && fillable(project);

/** Why it is not, as a sentence. Only for projects that are not usable. */
export function whyUnusable(project: ProjectRecord): string {
  if (project.backends.length === 0)
    return `its template does not support Coder tasks and has no parameter "ai_prompt" (or "AI Prompt") for the task.`;
  return `it requires ${list(project.required)}, which no role fills and which has no default.`;
}

/** Parameters that this role leaves empty; all required ones when there is no role. */
export const unfilled = (project: ProjectRecord, fills: readonly string[]): string[] =>
  project.required.filter((name) => !fills.includes(name));

export const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const fillable = (project: ProjectRecord): boolean =>
  unfilled(project, []).length === 0 || project.roles.some((role) => unfilled(project, role.fills).length === 0);
