import type { CallOptions, Clock } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { PresentAgent } from "./present-agents.ts";

export interface IdleProofParts {
  readonly conversations: Pick<Repositories["conversations"], "activity">;
  readonly clock: Pick<Clock, "now">;
}

const everyMs = 5_000;
/** Asked about at a time; a fleet that idles is told by its reports. */
const mostAsked = 5;

/**
 * For a wait: agents that seem idle although their order has no end yet. Some coding CLIs never report, so their machines are asked,
 * each once in 5 s; those that work are `busy`. One that cannot be asked stays what it was.
 */
export function createIdleProof({ conversations, clock }: IdleProofParts) {
  const asked = new Map<string, { readonly at: number; readonly isBusy: boolean }>();
  return { prove };

  async function prove(
    agents: readonly PresentAgent[],
    listed: readonly AgentRecord[],
    options: CallOptions,
  ): Promise<PresentAgent[]> {
    const doubtful = agents.filter(isDoubtful).slice(0, mostAsked);
    await Promise.all(doubtful.map((agent) => ask(agent, listed, options)));
    const isBusy = (agent: PresentAgent): boolean => isDoubtful(agent) && asked.get(agent.workspaceId)?.isBusy === true;
    return agents.map((agent) => (isBusy(agent) ? { ...agent, status: "busy" } : agent));
  }

  async function ask({ workspaceId }: PresentAgent, listed: readonly AgentRecord[], options: CallOptions) {
    const record = listed.find((each) => each.workspaceId === workspaceId);
    const last = asked.get(workspaceId)?.at ?? Number.NEGATIVE_INFINITY;
    if (!record || clock.now() - last < everyMs) return;
    try {
      const { isBusy } = await conversations.activity(record, options);
      asked.set(workspaceId, { at: clock.now(), isBusy });
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof RepositoryError)) throw error;
      // What it reported last stands, as it does for every list.
      asked.set(workspaceId, { at: clock.now(), isBusy: false });
    }
  }
}
export type IdleProof = ReturnType<typeof createIdleProof>;

const isDoubtful = ({ status, hasFreshTask, hasOpenTask }: PresentAgent): boolean =>
  status === "idle" && hasOpenTask && !hasFreshTask;
