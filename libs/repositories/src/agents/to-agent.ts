import { isPullRequestLink } from "@fleet-mcp/models";
import type { Agent, Conversation } from "@fleet-mcp/models";
import type { AgentRecord } from "./agent-record.ts";

export interface AgentDetails {
  readonly metadata: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  readonly conversation?: Conversation | undefined;
}

/** Everything about one agent, as the public model has it. */
export function toAgent(record: AgentRecord, coderUrl: string, { metadata, notes, conversation }: AgentDetails): Agent {
  const published = metadata["pull_request_url"] ?? "";
  return {
    ...record.summary,
    ...(record.summary.pull_request === undefined && isPullRequestLink(published) ? { pull_request: published } : {}),
    backend: record.backend,
    owner: record.ownerName,
    organization: record.organization,
    workspace_id: record.workspaceId,
    ...(record.taskId ? { task_id: record.taskId } : {}),
    build_number: record.build.number,
    healthy: record.isHealthy,
    created_at: record.createdAt,
    last_used_at: record.lastUsedAt,
    outdated: record.isOutdated,
    ...(conversation ? { conversation } : {}),
    metadata: { ...metadata },
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
    url: `${coderUrl}/@${record.ownerName}/${record.summary.name}`,
  };
}
