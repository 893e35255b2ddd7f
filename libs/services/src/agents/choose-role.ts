import type { ProjectRecord, RoleRecord } from "@fleet-mcp/repositories";
import { ServiceError } from "../service-error.ts";

/** The role by its name, or the default one of the project. Throws `not_found`. */
export function chooseRole(project: ProjectRecord, wanted: string | undefined): RoleRecord | undefined {
  if (wanted === undefined) return project.roles.find((role) => role.is_default);
  const role = project.roles.find(({ name }) => name.toLowerCase() === wanted.trim().toLowerCase());
  if (role) return role;
  const known = project.roles.map(({ name }) => name).join(", ");
  throw new ServiceError("not_found", `Project "${project.name}" has no role ${JSON.stringify(wanted.slice(0, 60))}.`, {
    hint: known ? `Its roles: ${known}.` : "It has no roles at all: leave role out.",
  });
}
