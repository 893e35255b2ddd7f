import { emptyLedger, evolve } from "@fleet-mcp/models";
import type { FleetLedger } from "@fleet-mcp/models";
import type { EventPlace } from "./event-place.ts";

/** Folded at a time; in between others have their turn. */
const chunkSize = 5_000;

/** The ledger of one place, folded on from where it was left. */
export function createLedgerFold(place: Pick<EventPlace, "follow">, start: FleetLedger = emptyLedger) {
  let ledger = start;
  let running: Promise<FleetLedger> | undefined;
  let next: Promise<FleetLedger> | undefined;
  return { catchUp, known: () => ledger };

  /**
   * The ledger with everything that was appended before the call. Callers that come while it is folded share one further fold: the
   * one under way may have looked too early for them.
   */
  function catchUp(): Promise<FleetLedger> {
    if (next) return next;
    if (!running) return begin();
    next = running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  }

  function begin(): Promise<FleetLedger> {
    running = fold().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function fold(): Promise<FleetLedger> {
    for (;;) {
      const { events, cursor, isLast } = await place.follow(ledger.cursor, chunkSize);
      ledger = { ...evolve(ledger, events), cursor };
      if (isLast) return ledger;
      await othersTurn();
    }
  }
}
export type LedgerFold = ReturnType<typeof createLedgerFold>;

const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
