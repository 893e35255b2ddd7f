import type { ProjectRecord, RoleRecord } from "@fleet-mcp/repositories";
import { ServiceError } from "../service-error.ts";
import { list, unfilled } from "./usability.ts";

/** Refuses a creation that Coder would refuse later: every required parameter is filled by the role. */
export function checkRequired(project: ProjectRecord, role: RoleRecord | undefined): void {
  const missing = unfilled(project, role?.fills ?? []);
  if (missing.length === 0) return;
  const able = project.roles.filter(({ fills }) => unfilled(project, fills).length === 0).map(({ name }) => name);
  const who = role ? `role "${role.name}" does not fill` : "no role was chosen to fill";
  throw new ServiceError("invalid_input", `Project "${project.name}" requires ${list(missing)}, which ${who}.`, {
    hint: `Choose a role that does: ${able.join(", ")}.`,
  });
}
