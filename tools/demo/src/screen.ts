import type { FleetRow } from "./fleet.ts";
import type { Kind } from "./marked-lines.ts";

/** Where the tour is shown; a terminal has columns. */
export interface Output {
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Screen {
  /** Text that stays. */
  say(text: string, kind?: Kind): void;
  /** Draws the fleet, over the same table as before or as lines that have changed. */
  showFleet(fleet: readonly FleetRow[]): void;
  /** What is drawn stays as it is; the next table is a new one. */
  keepTable(): void;
}
