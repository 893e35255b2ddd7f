import type { EventData, EventTypeName, FleetEvent, NewFleetEvent } from "../src/index.ts";

type What = { [T in EventTypeName]: readonly [type: T, data: EventData<T>, at?: string] }[EventTypeName];

/** Events of one subject as the log gives them: places and versions 1, 2, 3; a minute apart where no time is given. */
export function makeEvents(subject: NewFleetEvent["subject"], ...what: readonly What[]): FleetEvent[] {
  return what.map(([type, data, at], index) => {
    const place = index + 1;
    const time = at ?? minute(place);
    const common = { subject, occurredAt: time, recordedAt: time, origin: { actor: "observer" } };
    // The pairs of `What` are those of the union; only the compiler loses that when they are taken apart.
    return { ...common, id: `event-${place}`, seq: place, version: place, type, data } as FleetEvent;
  });
}

/** The n-th minute of the day that the tests play on. */
export const minute = (n: number): string => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
