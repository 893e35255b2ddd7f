import type { Clock, FleetEvent, FleetLedger, Logger, NewFleetEvent } from "@fleet-mcp/models";
import { checkEvents, checkTimes } from "./check-events.ts";
import type { EventCondition, EventQuery, ExpectedVersion } from "./event-query.ts";
import { createPlaces } from "./places.ts";
import type { OpenFile } from "./places.ts";

export interface EventRepositoryParts {
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent: events are kept in the memory of this process only. */
  readonly openFile?: OpenFile | undefined;
}

/**
 * What happened to the fleet, kept in a file that several processes share. It never fails because of the file: while that cannot be
 * used, events are kept in memory, with one warning for each problem, and go to the file when it works again.
 */
export function createEventRepository({ clock, log, openFile }: EventRepositoryParts) {
  const places = createPlaces({ clock, log, openFile });
  const listeners = new Set<() => void>();
  return {
    append,
    read,
    count,
    ledger,
    onAppended,
    holdLease,
    releaseLease,
    isLeaseHeld,
    /** Where events are kept, and what is wrong with it. Opens the file. */
    state: () => places.state(),
    /** Saves what is only in memory, if the file takes it, and closes the file. */
    close: () => places.close(),
  };

  /**
   * All events or none, in their order; "conflict" when a subject has not the expected version. Throws `invalid_input` for an event
   * that is none of ours.
   */
  async function append(
    events: readonly NewFleetEvent[],
    expected: readonly ExpectedVersion[] = [],
  ): Promise<readonly FleetEvent[] | "conflict"> {
    checkEvents(events);
    if (events.length === 0) return [];
    const appended = await places.run(({ place }) => place.append(events, expected), true);
    if (appended !== "conflict") tell();
    return appended;
  }

  /** At most `limit` events, oldest first when nothing else is asked for; types that this program does not know are left out. */
  async function read(query: EventQuery): Promise<readonly FleetEvent[]> {
    checkTimes(query);
    return places.run(({ place }) => place.read(query));
  }

  /** How many events fulfil the condition. */
  async function count(condition: EventCondition): Promise<number> {
    checkTimes(condition);
    return places.run(({ place }) => place.count(condition));
  }

  /** What the log knows, with everything that was appended before the call. Cheap to ask again. */
  async function ledger(): Promise<FleetLedger> {
    return places.run(({ fold }) => fold.catchUp());
  }

  /** Called after each append of this process, until the returned function is called. */
  function onAppended(listener: () => void): () => void {
    const own = () => listener();
    listeners.add(own);
    return () => void listeners.delete(own);
  }

  /** Work that one process at a time does: taken, or kept for another `ttlMs`. In memory there is nobody else who could have it. */
  async function holdLease(name: string, ttlMs: number): Promise<boolean> {
    return places.run(({ place }) => place.holdLease(name, ttlMs));
  }

  /** Lets somebody else have it at once; one that is not held here stays where it is. */
  async function releaseLease(name: string): Promise<void> {
    await places.run(({ place }) => place.releaseLease(name));
  }

  /** By whomever. */
  async function isLeaseHeld(name: string): Promise<boolean> {
    return places.run(({ place }) => place.isLeaseHeld(name));
  }

  /** A listener that fails is a defect of its own, not of what was appended. */
  function tell(): void {
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        log.error("a listener of the event log failed", { error });
      }
    }
  }
}
export type EventRepository = ReturnType<typeof createEventRepository>;
