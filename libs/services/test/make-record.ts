import type { AgentSummary } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";

/** An agent as the fleet's list has it: by default the idle otter; its workspace is called `<name>-1`. */
export function makeRecord(summary: Partial<AgentSummary> = {}, record: Partial<AgentRecord> = {}): AgentRecord {
  const { name = "otter" } = summary;
  return {
    summary: { name, status: "idle", project: "shop-backend", since: "2026-01-01T12:00:00Z", ...summary },
    backend: "tasks",
    workspaceId: `${name}-1`,
    taskId: undefined,
    chat: undefined,
    awaitsFirstTask: false,
    keepsConversation: false,
    isWaiting: false,
    isMachineUp: true,
    ownerId: "user-1",
    ownerName: "riley",
    organization: "coder",
    organizationId: "organization-1",
    projectDisplayName: "Shop backend",
    build: {
      id: "build-1",
      number: 1,
      transition: "start",
      isActive: false,
      isPending: false,
      isCanceling: false,
      hasFailed: false,
    },
    demandedVersionId: undefined,
    workspaceAgentId: "machine-1",
    app: undefined,
    reports: [],
    isHealthy: true,
    isOutdated: false,
    createdAt: "2026-01-01T00:00:00Z",
    lastUsedAt: "2026-01-01T00:00:00Z",
    ...record,
  };
}
