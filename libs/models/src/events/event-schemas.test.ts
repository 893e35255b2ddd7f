import { describe, expect, it } from "@jest/globals";
import { EventType, eventTypes } from "./event-schemas.ts";

describe("eventTypes", () => {
  it("names every type of event", () => {
    expect(EventType.options).toEqual(Object.keys(eventTypes));
    expect(EventType.options).toHaveLength(16);
  });

  it("accepts an end without anything known of it but whether it was reported", () => {
    expect(eventTypes.task_succeeded.parse({ reported: false })).toEqual({ reported: false });
    expect(eventTypes.task_succeeded.safeParse({}).success).toBe(false);
  });

  it("refuses a duration below zero and a status that nobody has", () => {
    expect(eventTypes.task_failed.safeParse({ duration_ms: -1 }).success).toBe(false);
    expect(eventTypes.agent_status_changed.safeParse({ to: "asleep" }).success).toBe(false);
  });
});
