import { describe, expect, it } from "@jest/globals";
import { median, percentile } from "./statistics.ts";

describe("median", () => {
  it("is the value in the middle, by size and not by text", () => {
    expect(median([100, 9, 20])).toBe(20);
  });

  it("is the mean of the two in the middle of an even count", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it("is refused for no values", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("percentile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it("is one of the values, by nearest rank", () => {
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile([1, 2], 0.5)).toBe(1);
  });

  it("reaches from the smallest to the largest", () => {
    expect(percentile(hundred, 0)).toBe(1);
    expect(percentile(hundred, 1)).toBe(100);
  });

  it("is refused for no values", () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});
