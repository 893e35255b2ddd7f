import { describe, expect, it } from "@jest/globals";
import { EventType, eventTypes } from "@fleet-mcp/models";
import type { NewFleetEvent } from "@fleet-mcp/models";
import { sampleEvents } from "./sample-events.ts";

const events = sampleEvents(40_000);

describe("sampleEvents", () => {
  it("gives as many as asked for, the same every time", () => {
    expect(sampleEvents(500)).toEqual(sampleEvents(500));
    expect([sampleEvents(0), sampleEvents(7), events].map(({ length }) => length)).toEqual([0, 7, 40_000]);
  });

  it("gives what the log takes, in the order of happening", () => {
    const refused = events.filter(({ type, data }) => !eventTypes[type].strict().safeParse(data).success);
    const times = events.map(({ occurredAt }) => occurredAt);

    expect(refused).toEqual([]);
    expect(times).toEqual(times.toSorted());
  });

  it("holds every type that agents have but being adopted", () => {
    const types = new Set(events.map(({ type }) => type));

    expect(EventType.options.filter((type) => !types.has(type))).toEqual(["agent_adopted"]);
  });

  it("has data of the length and variety that a fleet's has", () => {
    const bytes = events.reduce((sum, { data }) => sum + JSON.stringify(data).length, 0) / events.length;

    expect(bytes).toBeGreaterThan(120);
    expect(share(events, "agent_status_changed")).toBeLessThan(0.5);
    expect(share(events, "task_started")).toBeGreaterThan(0.1);
  });
});

const share = (all: readonly NewFleetEvent[], type: string): number =>
  all.filter((event) => event.type === type).length / all.length;
