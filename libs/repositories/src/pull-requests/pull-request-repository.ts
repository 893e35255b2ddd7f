import type { CallOptions, PullRequest } from "@fleet-mcp/models";
import type { AgentRecord } from "../agents/agent-record.ts";

export interface Freshness {
  /** How old an answer may be. */
  readonly maxAgeMs?: number;
}

/** Pull requests of agents, as their machines publish them and their reports link them. */
export function createPullRequestRepository() {
  return { known };

  async function known(
    agents: readonly AgentRecord[],
    _options: CallOptions,
    _freshness: Freshness = {},
  ): Promise<ReadonlyMap<string, PullRequest>> {
    return new Map(
      agents.flatMap(({ workspaceId, summary }) =>
        summary.pull_request ? [[workspaceId, { url: summary.pull_request }] as const] : [],
      ),
    );
  }
}
export type PullRequestRepository = ReturnType<typeof createPullRequestRepository>;
