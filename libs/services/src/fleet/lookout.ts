import { FleetError } from "@fleet-mcp/models";
import type { CallOptions, Clock, Logger } from "@fleet-mcp/models";

/** What a wait needs of the observer. */
export interface Observing {
  attend(): () => void;
  takeTurn(): Promise<boolean>;
  tick(options: CallOptions): Promise<unknown>;
  /** Milliseconds since the epoch; undefined before the first. */
  lastTickAt(): number | undefined;
}

export interface LookoutParts {
  readonly observer: Observing;
  readonly clock: Clock;
  readonly log: Logger;
}

const everyMs = 5_000;

/**
 * Has the fleet looked at every 5 s while somebody waits, whether or not a loop of the program's does: whoever has the turn looks,
 * once. A failure is logged, and tried again the next time.
 */
export function createLookout({ observer, clock, log }: LookoutParts) {
  let triedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  let isFirstDone = false;
  return {
    /** Begins a look when one is due, and does not wait for it. */
    look(options: CallOptions): void {
      if (looking || clock.now() - triedAt < everyMs) return;
      if (clock.now() - (observer.lastTickAt() ?? Number.NEGATIVE_INFINITY) < everyMs) {
        isFirstDone = true;
        return;
      }
      triedAt = clock.now();
      looking = take(options).finally(() => {
        looking = undefined;
        isFirstDone = true;
      });
    },
    /** Whether what happened before the wait is in the log by now, as far as it can be. */
    hasLooked: (): boolean => isFirstDone,
  };

  async function take({ signal }: CallOptions): Promise<void> {
    try {
      if (await observer.takeTurn()) await observer.tick({ signal });
    } catch (error) {
      if (signal.aborted) return;
      log.warn("the fleet could not be looked at for somebody who waits", { error: nameOf(error) });
    }
  }
}

const nameOf = (error: unknown): string => {
  if (error instanceof FleetError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.name : "unknown";
};
