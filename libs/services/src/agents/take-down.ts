import type { CallOptions } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";
import type { SequenceParts } from "./bring-up.ts";
import { createQuiesce } from "./quiesce.ts";

/** Between two looks at an agent whose builds somebody else changes too. */
const pauseMs = 500;

const isLost = (error: unknown): boolean =>
  error instanceof ServiceError && (error.code === "unavailable" || error.code === "timeout");

/** Gets a deletion under way, from any status. The agent comes back with it active, or undefined when there is nothing left to delete. */
export function createTakeDown({ repositories, journal, clock }: SequenceParts) {
  const { agents, builds } = repositories;
  const quiesce = createQuiesce(repositories, clock);
  return async function takeDown(agent: AgentRecord, options: CallOptions): Promise<AgentRecord | undefined> {
    for (let calm = await quiesce(agent, options); ; calm = await quiesce(calm, options)) {
      if (!calm || calm.build.isActive) return calm;
      const outcome = await requestDelete(calm, options);
      if (outcome === "gone") return undefined;
      if (outcome === "accepted") await journal.record(agent.workspaceId, "agent_delete_requested", {}, options);
      const seen = await agents.refresh(calm, options).catch(raiseServiceError);
      if (outcome === "accepted" || !seen) return seen;
      await clock.sleep(pauseMs, options.signal);
      calm = seen;
    }
  };

  /** `blocked`: somebody's build came in between; look again. */
  async function requestDelete(agent: AgentRecord, options: CallOptions): Promise<"accepted" | "gone" | "blocked"> {
    try {
      await builds
        .requestDelete(agent, options)
        .catch(raiseServiceErrorWith({ forbidden: "Ask its owner or an administrator of Coder to delete it." }));
      return "accepted";
    } catch (error) {
      if (error instanceof ServiceError && error.code === "not_found") return "gone";
      if (error instanceof ServiceError && error.code === "busy") return "blocked";
      if (isLost(error) && (await hasBegun(agent, options))) return "accepted";
      throw error;
    }
  }

  /** Whether a deletion whose answer was lost was accepted all the same; false where that cannot be seen. */
  async function hasBegun(agent: AgentRecord, options: CallOptions): Promise<boolean> {
    try {
      const seen = await agents.refresh(agent, options).catch(raiseServiceError);
      return !seen || (seen.build.id !== agent.build.id && seen.build.transition === "delete");
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }
}
