import { agentNameFault, maxNewAgentNameLength, reservedAgentNames } from "@fleet-mcp/models";
import type { AgentNameFault } from "@fleet-mcp/models";
import { ServiceError } from "../service-error.ts";

const nameFaults: Record<AgentNameFault, (name: string) => string> = {
  empty: () => "The name is empty; use letters, digits and single hyphens between them.",
  characters: (name) =>
    `The name ${JSON.stringify(name.slice(0, 40))} has characters that are not allowed; use letters, digits and single hyphens between them.`,
  too_long: (name) => `The name has ${name.length} characters; at most ${maxNewAgentNameLength} are allowed.`,
  reserved: () => `The names ${reservedAgentNames.map((word) => `"${word}"`).join(" and ")} are reserved by Coder.`,
};

/** Throws `invalid_input` for a name that Coder would refuse. */
export function checkNewName(name: string): void {
  const fault = agentNameFault(name);
  if (fault)
    throw new ServiceError("invalid_input", nameFaults[fault](name), {
      hint: "Choose another name, for example reviewer-1.",
    });
}
