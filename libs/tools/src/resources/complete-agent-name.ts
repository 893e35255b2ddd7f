import type { Logger, Redact } from "@fleet-mcp/models";
import type { Services } from "@fleet-mcp/services";
import { redactNothing } from "../redact-nothing.ts";

interface Surroundings {
  readonly agents: Pick<Services["agents"], "list">;
  readonly log: Logger;
  readonly redact?: Redact;
}

/** As many as MCP allows in one completion. */
const maxNames = 100;
const wholeFleet = { page: 1, page_size: Number.MAX_SAFE_INTEGER };
/** Longer than that, nobody waits for a suggestion. */
const patienceMs = 5_000;

/**
 * Names of agents that begin as `begun` does, in any case, at most 100, from one look at the fleet. A fleet that cannot be listed
 * completes nothing: the call itself will say why.
 */
export async function completeAgentName(
  begun: string,
  { agents, log, redact = redactNothing }: Surroundings,
): Promise<string[]> {
  try {
    const { agents: fleet } = await agents.list({}, wholeFleet, { signal: AbortSignal.timeout(patienceMs) });
    const names = fleet.map(({ name }) => name);
    return names
      .filter((name) => name.toLowerCase().startsWith(begun.toLowerCase()))
      .slice(0, maxNames)
      .map(redact);
  } catch (error) {
    log.debug("agent name not completed", { error });
    return [];
  }
}
