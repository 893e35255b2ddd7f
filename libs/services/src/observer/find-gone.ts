import { mapLimited } from "@fleet-mcp/models";
import type { AgentLedger, CallOptions, FleetLedger } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";

const parallel = 8;

/**
 * The agents of the log that are gone: Coder lists them no more and, asked for each by its id, has nothing. A list may lack agents for
 * other reasons; one that cannot be asked about is left for the next look.
 */
export async function findGone(
  agents: Pick<Repositories["agents"], "refresh">,
  ledger: FleetLedger,
  listed: readonly AgentRecord[],
  options: CallOptions,
): Promise<AgentLedger[]> {
  const present = new Set(listed.map(({ workspaceId }) => workspaceId));
  const missing = [...ledger.agents.values()].filter(
    (known) => known.goneAt === undefined && !present.has(known.workspaceId),
  );
  const anOwner = listed[0]?.ownerId ?? ownerOf(ledger);
  const gone: AgentLedger[] = [];
  await mapLimited(missing, parallel, async (known) => {
    const ownerId = known.ownerId ?? anOwner;
    // With a token of somebody else's, agents of the log cannot be seen, which is no proof.
    if (listed[0] && ownerId !== listed[0].ownerId) return;
    if (ownerId !== undefined && (await isGone(known, ownerId))) gone.push(known);
  });
  return gone;

  async function isGone({ workspaceId, name }: AgentLedger, ownerId: string): Promise<boolean> {
    try {
      return (await agents.refresh({ workspaceId, ownerId, summary: { name } }, options)) === undefined;
    } catch (error) {
      if (error instanceof RepositoryError) return false;
      throw error;
    }
  }
}

/** All agents of a fleet belong to one user. */
const ownerOf = ({ agents }: FleetLedger): string | undefined =>
  [...agents.values()].find(({ ownerId }) => ownerId !== undefined)?.ownerId;
