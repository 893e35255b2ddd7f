import { describe, expect, it } from "@jest/globals";
import { toInstant } from "./to-instant.ts";

describe("toInstant", () => {
  it.each([
    ["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.000Z"],
    ["2026-01-31T09:30:00.123456z", "2026-01-31T09:30:00.123Z"],
    ["2026-01-31 09:30+02:00", "2026-01-31T07:30:00.000Z"],
    ["2026-01-31", "2026-01-31T00:00:00.000Z"],
  ])("reads %s", (time, instant) => {
    expect(new Date(toInstant("since", time)).toISOString()).toBe(instant);
  });

  it.each([
    "",
    "yesterday",
    "12",
    "2026",
    "2026-01-31T09:30:00",
    "2026-13-01T00:00:00Z",
    "2026-02-30",
    "Tue 5",
    "1e300",
  ])("refuses %j", (time) => {
    expect(() => toInstant("until", time)).toThrow(`until is ${JSON.stringify(time)}, which is no time.`);
  });
});
