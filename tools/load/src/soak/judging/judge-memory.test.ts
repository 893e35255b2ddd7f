import { describe, expect, it } from "@jest/globals";
import { judgeMemory, memoryTrend } from "./judge-memory.ts";

const mb = 2 ** 20;
/** One sample a second. */
const samples = (count: number, megabytes: (second: number) => number) =>
  Array.from({ length: count }, (_, second) => ({ atMs: second * 1_000, bytes: megabytes(second) * mb }));

describe("judgeMemory", () => {
  it("finds memory that grows without end", () => {
    expect(judgeMemory(samples(121, (second) => 100 + second))).toEqual([
      { check: "memory keeps growing", what: "by 60 MB in the second half, at 190 MB" },
    ]);
  });

  it("allows what a start takes", () => {
    expect(judgeMemory(samples(121, (second) => 100 + Math.min(second, 60) * 5))).toEqual([]);
  });

  it("is not fooled by the teeth of a saw, however tall", () => {
    expect(judgeMemory(samples(121, (second) => 100 + (second % 10) * 12))).toEqual([]);
  });

  it("sees growth under the teeth", () => {
    expect(judgeMemory(samples(121, (second) => 100 + second * 1.5 + (second % 10) * 5))).toHaveLength(1);
  });

  it("is not moved by a few wild samples", () => {
    expect(judgeMemory(samples(121, (second) => (second > 115 ? 900 : 100)))).toEqual([]);
  });

  it("allows a large heap a quarter of itself", () => {
    expect(judgeMemory(samples(121, (second) => 400 + second))).toEqual([]);
    expect(judgeMemory(samples(121, (second) => 400 + second * 3))).toHaveLength(1);
  });

  it("says nothing of too few samples", () => {
    expect(judgeMemory([])).toEqual([]);
    expect(judgeMemory(samples(10, (second) => 100 * second))).toEqual([]);
  });
});

describe("memoryTrend", () => {
  it("gives the median and the growth of the second half", () => {
    const trend = memoryTrend(samples(101, (second) => 100 + second));

    expect(trend?.medianBytes).toBe(175 * mb);
    expect(trend?.growthBytes).toBeCloseTo(50 * mb);
  });

  it("is undefined without samples", () => {
    expect(memoryTrend([])).toBeUndefined();
  });
});
