import type { FleetEvent } from "@fleet-mcp/models";

/** When somebody who observes wrote down what was new in the fleet: once for each look that found anything, in rising order. */
export function looksIn(events: readonly FleetEvent[]): readonly number[] {
  const seen = events.filter(({ data, origin }) => origin.actor === "observer" && !("alert_id" in data));
  return [...new Set(seen.map(({ recordedAt }) => Date.parse(recordedAt)))].toSorted((a, b) => a - b);
}

/**
 * One look may have begun before, by somebody whose turn was over; another leaves out an agent that somebody else has just written
 * about. However busy the machine, the third has seen what was there before the first.
 */
const certain = 3;

/** From when on what has been so since `atMs` is in the log for certain; undefined when there was no such look. */
export const certainAfter = (looks: readonly number[], atMs: number): number | undefined =>
  looks.filter((lookMs) => lookMs > atMs)[certain - 1];
