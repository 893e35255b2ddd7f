import type { FleetEvent } from "@fleet-mcp/models";
import type { EventCondition } from "./event-query.ts";

/** The same meaning as the file's conditions, for events in memory. */
export function matchesCondition(event: FleetEvent, condition: EventCondition): boolean {
  const { workspaceIds, types, since, until, correlationId, after, before } = condition;
  const { subject, origin } = event;
  const happened = Date.parse(event.occurredAt);
  return (
    (workspaceIds === undefined || (subject !== "fleet" && workspaceIds.includes(subject.workspaceId))) &&
    (types === undefined || types.includes(event.type)) &&
    (since === undefined || happened >= Date.parse(since)) &&
    (until === undefined || happened < Date.parse(until)) &&
    (correlationId === undefined || origin.correlationId === correlationId) &&
    (after === undefined || event.seq > after) &&
    (before === undefined || event.seq < before)
  );
}
