import { describe, expect, it } from "@jest/globals";
import { formatAmount } from "./format-amount.ts";

describe("formatAmount", () => {
  it.each([
    [0.4567, "ms", "0.46 ms"],
    [12.34, "ms", "12.3 ms"],
    [1234.5, "ms", "1,235 ms"],
    [2, "requests", "2 requests"],
    [5999.6, "tokens", "6,000 tokens"],
    [98.4, "MB", "98 MB"],
  ] as const)("writes %d %s as %s", (value, unit, text) => {
    expect(formatAmount(value, unit)).toBe(text);
  });
});
