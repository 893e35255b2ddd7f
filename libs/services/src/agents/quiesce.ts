import type { CallOptions, Clock } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { raiseServiceError } from "../service-error.ts";

/** Coder needs a moment to show what has moved on. */
const pauseMs = 250;

/**
 * Brings an agent's builds to rest, because Coder refuses any build while another is in progress: a pending or running one is
 * cancelled, or waited for where cancelling is forbidden. A deletion is left alone: then the agent comes back with it active.
 */
export function createQuiesce({ agents, builds }: Pick<Repositories, "agents" | "builds">, clock: Clock) {
  return async function quiesce(agent: AgentRecord, options: CallOptions): Promise<AgentRecord | undefined> {
    let now: AgentRecord | undefined = agent;
    while (now?.build.isActive && now.build.transition !== "delete") {
      const { id, isCanceling } = now.build;
      const outcome = isCanceling ? "requested" : await builds.cancel(now, options).catch(raiseServiceError);
      if (outcome === "changed") {
        await clock.sleep(pauseMs, options.signal);
        now = await agents.refresh(now, options).catch(raiseServiceError);
        continue;
      }
      const isOver = (seen: AgentRecord | undefined) => !seen?.build.isActive || seen.build.id !== id;
      ({ agent: now } = await builds
        .waitUntil(now, isOver, Number.POSITIVE_INFINITY, options)
        .catch(raiseServiceError));
    }
    return now;
  };
}
