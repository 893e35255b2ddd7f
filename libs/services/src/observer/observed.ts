import type { EventData, EventSubject, EventTypeName, NewFleetEvent } from "@fleet-mcp/models";

/** An event that the observer saw; the type and its data belong together. */
export function observed<T extends EventTypeName>(
  subject: EventSubject,
  type: T,
  data: EventData<T>,
  occurredAt: string,
): NewFleetEvent {
  // A pair of one type is one of the union; the compiler cannot follow that through a type parameter.
  return { subject, type, data, occurredAt, origin: { actor: "observer" } } as NewFleetEvent;
}
