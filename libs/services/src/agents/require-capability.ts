import type { CallOptions } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { nameSome } from "../name-some.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { capabilitiesOf, hasCapability } from "./has-capability.ts";

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
  const able = await agentsWith(agents, required, options);
  throw new ServiceError(
    "unsupported",
    `Agent "${agent.summary.name}" has no role, specification or project that says ${quoted(required)}.`,
    { hint: able ?? "No agent has it by its role or project: create one with such a role (list_agent_roles)." },
  );
}

/** A sentence that names the agents that have it by their role or project; undefined when none has. */
export async function agentsWith(
  agents: Pick<Repositories["agents"], "list">,
  required: string,
  options: CallOptions,
): Promise<string | undefined> {
  const fleet = await agents.list(options).catch(raiseServiceError);
  const names = fleet.filter((one) => hasCapability(required, capabilitiesOf(one))).map(({ summary }) => summary.name);
  return names.length === 0 ? undefined : `Agents that have it: ${nameSome(names)}.`;
}

/** Throws `invalid_input` for one that nobody could meet. */
export function checkRequirement(required: string): void {
  if (/[\p{L}\p{N}]/u.test(required)) return;
  throw new ServiceError("invalid_input", "requires is empty.", {
    hint: "Name a role or a capability, for example reviewer, or leave it out.",
  });
}

export const quoted = (words: string): string => JSON.stringify(words.trim().slice(0, 60));
