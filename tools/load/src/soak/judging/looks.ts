import type { FleetEvent } from "@fleet-mcp/models";

/**
 * When somebody who observes wrote down how the fleet has changed, in rising order: in a lively fleet each look finds a status that
 * has. Other things are observed by servers that are asked for one agent, too.
 */
export function looksIn(events: readonly FleetEvent[]): readonly number[] {
  const seen = events.filter(({ type, origin }) => type === "agent_status_changed" && origin.actor === "observer");
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
