import type { CallOptions, Clock } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { Repositories, TokenFacts } from "@fleet-mcp/repositories";

export interface TokenExpiryParts {
  readonly deployment: Pick<Repositories["deployment"], "token">;
  readonly clock: Clock;
}

const everyMs = 60 * 60_000;
/** How long Coder may leave the end of a login as it is, and clocks that differ a little. */
const renewalMs = 61 * 60_000;

/** When Coder's token expires, asked once an hour: milliseconds since the epoch. A Coder that does not tell leaves it unknown. */
export function createTokenExpiry({ deployment, clock }: TokenExpiryParts) {
  let askedAt = Number.NEGATIVE_INFINITY;
  let known: number | "never" | "unknown" = "unknown";
  return { ask, known: () => known };

  async function ask(options: CallOptions): Promise<void> {
    if (clock.now() - askedAt < everyMs) return;
    askedAt = clock.now();
    try {
      const facts = await deployment.token(options);
      known = facts === undefined ? "unknown" : endOf(facts, clock.now());
    } catch (error) {
      if (!(error instanceof RepositoryError)) throw error;
      // The list of the fleet tells whether Coder is down; this is asked again in an hour.
      known = "unknown";
    }
  }
}

/** A login that has been renewed within the hour is again before it ends: looks at the fleet use it. */
function endOf({ expiresAt, renewedForMs }: TokenFacts, now: number): number | "never" {
  const isRenewed = expiresAt !== undefined && renewedForMs !== undefined && expiresAt - now > renewedForMs - renewalMs;
  return expiresAt === undefined || isRenewed ? "never" : expiresAt;
}
