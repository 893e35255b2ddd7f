import { emptyLedger, evolve } from "@fleet-mcp/models";
import type { FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";

/** The events as the log gives them, each in its place. */
export function placed(...events: readonly NewFleetEvent[]): FleetEvent[] {
  const versions = new Map<string, number>();
  return events.map((event, index) => {
    const key = JSON.stringify(event.subject);
    const version = (versions.get(key) ?? 0) + 1;
    versions.set(key, version);
    return { ...event, id: `event-${index + 1}`, seq: index + 1, version, recordedAt: event.occurredAt };
  });
}

/** What the log knows after these events. */
export const makeLedger = (...events: readonly NewFleetEvent[]): FleetLedger => evolve(emptyLedger, placed(...events));
