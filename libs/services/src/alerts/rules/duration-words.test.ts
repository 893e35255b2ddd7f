import { describe, expect, it } from "@jest/globals";
import { durationWords } from "./duration-words.ts";

describe("durationWords", () => {
  it.each([
    [-5, "0 s"],
    [119_000, "119 s"],
    [120_000, "2 min"],
    [119 * 60_000, "119 min"],
    [2 * 3_600_000, "2 h"],
    [47 * 3_600_000, "47 h"],
    [48 * 3_600_000, "2 d"],
  ])("says %i ms as %s", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});
