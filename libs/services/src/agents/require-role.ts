import type { CallOptions } from "@fleet-mcp/models";
import type { ProjectRecord, Repositories, RoleRecord } from "@fleet-mcp/repositories";
import { isUsable } from "../projects/usability.ts";
import { nameSome } from "../name-some.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { hasCapability } from "./has-capability.ts";
import { agentsWith, checkRequirement, quoted } from "./require-capability.ts";

interface Chosen {
  readonly project: ProjectRecord;
  readonly role: RoleRecord | undefined;
}

/** Throws `unsupported`, naming the roles of all projects and the agents that have it, when the chosen role does not have this capability. */
export async function requireRole(
  { projects, agents }: Pick<Repositories, "projects" | "agents">,
  { project, role }: Chosen,
  required: string,
  options: CallOptions,
): Promise<void> {
  checkRequirement(required);
  if (role && isAble(role, required)) return;
  const [all, who] = await Promise.all([
    projects.list(options).catch(raiseServiceError),
    agentsWith(agents, required, options),
  ]);
  const able = all
    .filter(isUsable)
    .flatMap(({ name, roles }) =>
      roles.filter((other) => isAble(other, required)).map((other) => `${name}/${other.name}`),
    );
  const what = role ? `Role "${role.name}" of project "${project.name}"` : `Project "${project.name}" without a role`;
  throw new ServiceError("unsupported", `${what} says nothing of ${quoted(required)}.`, {
    hint: [whichDo(able), ...(who === undefined ? [] : [who])].join(" "),
  });
}

const isAble = ({ name, description }: RoleRecord, required: string): boolean =>
  hasCapability(required, [name, description]);

function whichDo(able: readonly string[]): string {
  if (able.length === 0) return "No role of any project does: leave requires out, or ask for another capability.";
  return `Roles that do, as project/role: ${nameSome(able)}.`;
}
