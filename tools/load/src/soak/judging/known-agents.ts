import type { SampledAgent } from "./stays.ts";

interface Truth<Agent extends SampledAgent> {
  readonly agents: readonly Agent[];
  readonly chats: readonly { readonly workspaceId: string | undefined }[];
}

/**
 * The workspaces that everybody can know for agents. Where agents are chats, one is none before its chat is bound: when its
 * machine does not come up, only who ordered it knows what it was to be.
 */
export function knownAgents<Agent extends SampledAgent>({ agents, chats }: Truth<Agent>): readonly Agent[] {
  const hasTasks = agents.some(({ taskStatus }) => taskStatus !== undefined);
  if (hasTasks || chats.length === 0) return agents;
  const bound = new Set(chats.map(({ workspaceId }) => workspaceId));
  return agents.filter(({ workspaceId }) => bound.has(workspaceId));
}
