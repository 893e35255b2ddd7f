import type { CallOptions } from "@fleet-mcp/models";
import type { ProjectRecord, ProjectRepository, RoleRecord } from "@fleet-mcp/repositories";
import { isUsable } from "../projects/usability.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { hasCapability } from "./has-capability.ts";
import { checkRequirement, quoted } from "./require-capability.ts";

interface Chosen {
  readonly project: ProjectRecord;
  readonly role: RoleRecord | undefined;
}

const named = 20;

/** Throws `unsupported`, naming the roles of all projects that have it, when the chosen role does not have this capability. */
export async function requireRole(
  projects: ProjectRepository,
  { project, role }: Chosen,
  required: string,
  options: CallOptions,
): Promise<void> {
  checkRequirement(required);
  if (role && isAble(role, required)) return;
  const all = (await projects.list(options).catch(raiseServiceError)).filter(isUsable);
  const able = all.flatMap(({ name, roles }) =>
    roles.filter((other) => isAble(other, required)).map((other) => `${name}/${other.name}`),
  );
  const who = role ? `Role "${role.name}" of project "${project.name}"` : `Project "${project.name}" without a role`;
  throw new ServiceError("unsupported", `${who} says nothing of ${quoted(required)}.`, { hint: whichDo(able) });
}

const isAble = ({ name, description }: RoleRecord, required: string): boolean =>
  hasCapability(required, [name, description]);

function whichDo(able: readonly string[]): string {
  if (able.length === 0) return "No role of any project does: leave requires out, or ask for another capability.";
  const more = able.length > named ? ` and ${able.length - named} more` : "";
  return `Roles that do, as project/role: ${able.slice(0, named).join(", ")}${more}.`;
}
