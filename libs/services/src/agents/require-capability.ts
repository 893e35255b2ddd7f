import type { CallOptions } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { capabilitiesOf, hasCapability } from "./has-capability.ts";

const named = 20;

/** Throws `unsupported`, naming the agents that have it, for an agent without this role or capability. */
export async function requireCapability(
  agents: Repositories["agents"],
  agent: AgentRecord,
  required: string,
  options: CallOptions,
): Promise<void> {
  checkRequirement(required);
  if (hasCapability(required, capabilitiesOf(agent))) return;
  const { metadata } = await agents.describe(agent, options).catch(raiseServiceError);
  if (hasCapability(required, [metadata["role"], metadata["agent_spec"]])) return;
  const fleet = await agents.list(options).catch(raiseServiceError);
  const able = fleet.filter((other) => hasCapability(required, capabilitiesOf(other)));
  throw new ServiceError(
    "unsupported",
    `Agent "${agent.summary.name}" has no role, specification or project that says ${quoted(required)}.`,
    { hint: whoElse(able.map(({ summary }) => summary.name)) },
  );
}

/** Throws `invalid_input` for one that nobody could meet. */
export function checkRequirement(required: string): void {
  if (/[\p{L}\p{N}]/u.test(required)) return;
  throw new ServiceError("invalid_input", "requires is empty.", {
    hint: "Name a role or a capability, for example reviewer, or leave it out.",
  });
}

export const quoted = (words: string): string => JSON.stringify(words.trim().slice(0, 60));

function whoElse(names: readonly string[]): string {
  if (names.length === 0)
    return "No agent has it by its role or project: create one with such a role (list_agent_roles).";
  const more = names.length > named ? ` and ${names.length - named} more` : "";
  return `Agents that have it: ${names.slice(0, named).join(", ")}${more}.`;
}
