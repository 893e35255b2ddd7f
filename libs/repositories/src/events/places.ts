import type { Clock, Logger } from "@fleet-mcp/models";
import type { EventPlace } from "./event-place.ts";
import { createLedgerFold } from "./ledger-fold.ts";
import type { LedgerFold } from "./ledger-fold.ts";
import { createMemoryPlace } from "./memory-place.ts";

/** Opens the file of the log. Rejects with `unavailable` and a hint when it cannot be used. */
export interface OpenFile {
  readonly file: string;
  open(): Promise<EventPlace>;
}

export interface PlacesParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly openFile: OpenFile | undefined;
}

/** For an operator: where events are kept, and why not where they should be. */
export interface EventLogState {
  readonly place: "file" | "memory";
  readonly file?: string;
  readonly problem?: string;
  /** What to do about the problem. */
  readonly next?: string;
  readonly events?: number;
}

/** One place with the ledger of what it holds. */
export interface Kept {
  readonly place: EventPlace;
  readonly fold: LedgerFold;
}

export function createPlaces({ clock }: PlacesParts) {
  const place = createMemoryPlace({ clock });
  const kept: Kept = { place, fold: createLedgerFold(place) };
  return { run, state, close };

  async function run<T>(act: (kept: Kept) => Promise<T>): Promise<T> {
    return act(kept);
  }

  async function state(): Promise<EventLogState> {
    return { place: "memory", events: await place.count({}) };
  }

  async function close(): Promise<void> {}
}
