import type { WireChat } from "@fleet-mcp/coder-client";

/** The label by which Coder's chats are known to be agents: its value is the agent's name. */
export const agentLabel = "fleet-mcp/agent";

/** The chat of an agent, in Coder's words where they are only compared. */
export interface AgentChat {
  readonly id: string;
  readonly workspaceId: string;
  readonly status: string;
  readonly title: string;
  /** Of the last turn that went to its end. */
  readonly summary: string | undefined;
  /** Why the last turn failed. */
  readonly error: string | undefined;
  /** What its work is known by to Git's host; only lists tell. */
  readonly link: string | undefined;
  readonly isArchived: boolean;
  readonly updatedAt: string;
}

/** Undefined for a chat that is no agent's: without the label, or without a workspace. */
export function toAgentChat(wire: WireChat): (AgentChat & { readonly agentName: string }) | undefined {
  const agentName = wire.labels[agentLabel];
  if (agentName === undefined || !wire.workspace_id) return undefined;
  return {
    id: wire.id,
    agentName,
    workspaceId: wire.workspace_id,
    status: wire.status,
    title: wire.title,
    summary: wire.last_turn_summary || undefined,
    error: wire.last_error?.message || undefined,
    link: wire.diff_status?.url || undefined,
    isArchived: wire.archived,
    updatedAt: wire.updated_at,
  };
}
