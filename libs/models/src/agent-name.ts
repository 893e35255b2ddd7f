import { z } from "zod";

/** How long the name of a new agent may be. Coder itself allows 32 characters; older agents may have such names. */
export const maxNewAgentNameLength = 20;

/** Names that Coder keeps for its own pages (codersdk/name.go). */
export const reservedAgentNames: readonly string[] = ["new", "create"];

/** The name of an agent that exists. Compared without regard to case; anything Coder may have accepted is asked for. */
export const AgentName = z.string().describe("Name as in list_agents, in any case.");

export type AgentNameFault = "empty" | "too_long" | "characters" | "reserved";

/** What keeps `name` from being the name of a new agent; undefined when nothing does. */
export function agentNameFault(name: string): AgentNameFault | undefined {
  if (name === "") return "empty";
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/i.test(name)) return "characters";
  if (name.length > maxNewAgentNameLength) return "too_long";
  if (reservedAgentNames.includes(name.toLowerCase())) return "reserved";
  return undefined;
}
