import type { AgentSummary, BackendName, StatusReport } from "@fleet-mcp/models";
import type { AgentChat } from "../chats/agent-chat.ts";

/** Where the AgentAPI of an agent is found behind Coder's app proxy. */
export interface AiApp {
  readonly owner: string;
  readonly workspace: string;
  readonly agent: string;
  readonly slug: string;
}

/** The latest build of an agent's workspace, in Coder's words where they are only compared. */
export interface BuildFacts {
  readonly id: string;
  readonly number: number;
  readonly transition: "start" | "stop" | "delete";
  /** pending or running or canceling: Coder refuses every other build meanwhile. */
  readonly isActive: boolean;
  readonly isPending: boolean;
  readonly isCanceling: boolean;
  readonly hasFailed: boolean;
}

/** What an agent is found by again, whatever it is called meanwhile. */
export interface AgentHandle {
  readonly summary: Pick<AgentSummary, "name">;
  readonly workspaceId: string;
  readonly ownerId: string;
  /** Undefined where it is not known yet how the agent is talked to. */
  readonly backend?: BackendName;
  readonly chat?: AgentChat | undefined;
}

/** One agent as a list or a lookup shows it: the public summary, and the handles that further calls need. */
export interface AgentRecord extends AgentHandle {
  readonly summary: AgentSummary;
  readonly backend: BackendName;
  readonly taskId: string | undefined;
  readonly chat: AgentChat | undefined;
  /** Its conversation begins only when its machine is up, and has not begun. */
  readonly awaitsFirstTask: boolean;
  /** Its conversation goes on after a restart. */
  readonly keepsConversation: boolean;
  /** It rests in the middle of its task, for somebody to answer. */
  readonly isWaiting: boolean;
  readonly isMachineUp: boolean;
  readonly ownerName: string;
  readonly organization: string;
  readonly organizationId: string;
  readonly projectDisplayName: string;
  readonly build: BuildFacts;
  /** Version a start must name because the project's owner demands the newest one; undefined keeps the last. */
  readonly demandedVersionId: string | undefined;
  readonly workspaceAgentId: string | undefined;
  readonly app: AiApp | undefined;
  /** What the agent reported on itself, newest first, as far as Coder remembers. */
  readonly reports: readonly StatusReport[];
  readonly isHealthy: boolean;
  readonly isOutdated: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}
