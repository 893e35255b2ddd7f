import { expect, it } from "@jest/globals";
import { faultNames } from "./soak-faults.ts";
import { usage } from "./usage.ts";

it("names every option and every fault, in lines that fit a terminal", () => {
  const text = usage();

  const words = ["--minutes", "--managers", "--agents", "--seed", "--release", "--faults", "--help", ...faultNames];
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
  expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(110);
});
