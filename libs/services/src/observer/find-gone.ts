import { mapLimited } from "@fleet-mcp/models";
import type { AgentLedger, CallOptions, Clock, FleetLedger } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";

export interface GoneSearchParts {
  readonly agents: Pick<Repositories["agents"], "isGone">;
  readonly clock: Pick<Clock, "now">;
}

const parallel = 8;
/** For so long nothing is asked again about an agent that this token may not see. */
const hiddenMs = 10 * 60_000;

/**
 * The agents of the log that are gone: Coder lists them no more and, asked for each by its id, says that it was deleted. A list may
 * lack agents for other reasons, and what a token may not see is no less there; one that cannot be asked about is left for the next
 * look.
 */
export function createGoneSearch({ agents, clock }: GoneSearchParts) {
  /** By workspace id: when Coder said that there is none, or none for us to see. */
  const hidden = new Map<string, number>();
  return findGone;

  async function findGone(
    ledger: FleetLedger,
    listed: readonly AgentRecord[],
    options: CallOptions,
  ): Promise<AgentLedger[]> {
    const present = new Set(listed.map(({ workspaceId }) => workspaceId));
    const missing = [...ledger.agents.values()].filter(
      (known) => known.goneAt === undefined && !present.has(known.workspaceId) && mayBeOf(listed, known),
    );
    const gone: AgentLedger[] = [];
    await mapLimited(missing.filter(isDue), parallel, async (known) => {
      if (await isGone(known, options)) gone.push(known);
    });
    return gone;
  }

  function isDue({ workspaceId }: AgentLedger): boolean {
    const ageMs = clock.now() - (hidden.get(workspaceId) ?? Number.NEGATIVE_INFINITY);
    return ageMs < 0 || ageMs >= hiddenMs;
  }

  async function isGone({ workspaceId, name }: AgentLedger, options: CallOptions): Promise<boolean> {
    try {
      return await agents.isGone(workspaceId, name, options);
    } catch (error) {
      if (!(error instanceof RepositoryError)) throw error;
      if (error.code === "not_found") hidden.set(workspaceId, clock.now());
      return false;
    }
  }
}

/** All agents of a fleet belong to one user; the token may have become another user's. */
const mayBeOf = ([first]: readonly AgentRecord[], { ownerId }: AgentLedger): boolean =>
  first === undefined || ownerId === undefined || ownerId === first.ownerId;
