import { describe, expect, it } from "@jest/globals";
import { compareTimes } from "./compare-times.ts";

const sorted = (...times: string[]): string[] => times.toSorted(compareTimes);

describe("compareTimes", () => {
  it("puts the older first", () => {
    expect(sorted("2026-01-01T00:00:02Z", "2026-01-01T00:00:01Z")).toEqual([
      "2026-01-01T00:00:01Z",
      "2026-01-01T00:00:02Z",
    ]);
  });

  it("tells microseconds apart, also when trailing zeros are left out", () => {
    expect(sorted("2026-01-01T00:00:01.157499Z", "2026-01-01T00:00:01.1575Z", "2026-01-01T00:00:01.15749Z")).toEqual([
      "2026-01-01T00:00:01.15749Z",
      "2026-01-01T00:00:01.157499Z",
      "2026-01-01T00:00:01.1575Z",
    ]);
  });

  it("tells nanoseconds apart", () => {
    expect(compareTimes("2026-01-01T00:00:01.000000002Z", "2026-01-01T00:00:01.000000001Z")).toBe(1);
  });

  it("knows that two offsets may mean one moment", () => {
    expect(compareTimes("2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z")).toBe(0);
  });
});
