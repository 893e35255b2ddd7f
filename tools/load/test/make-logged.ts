import type { EventData, EventTypeName, FleetEvent } from "@fleet-mcp/models";

/** An event of the log about one workspace, recorded at this millisecond. */
export function makeLogged<T extends EventTypeName>(
  atMs: number,
  type: T,
  data: EventData<T>,
  workspaceId = "w1",
): FleetEvent {
  const recordedAt = new Date(atMs).toISOString();
  const place = { id: `log-${atMs}`, seq: atMs, version: atMs, recordedAt, occurredAt: recordedAt };
  // The compiler cannot follow that a type and its own data make one of the union's members.
  return { ...place, type, data, subject: { workspaceId }, origin: { actor: "observer" } } as FleetEvent;
}
