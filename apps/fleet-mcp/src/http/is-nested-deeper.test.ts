import { describe, expect, it } from "@jest/globals";
import { isNestedDeeper } from "./is-nested-deeper.ts";

describe("isNestedDeeper", () => {
  it.each([
    ["[[1]]", 2, false],
    ["[[[1]]]", 2, true],
    ['{"a":{"b":1}}', 2, false],
    ['{"a":[{}]}', 2, true],
    ["[[],[],[],{},{}]", 2, false],
    ['["[[[[", "{{{{"]', 1, false],
    [String.raw`["\"[[[", "\\"]`, 1, false],
    [String.raw`["\\",[[1]]]`, 2, true],
    ["", 1, false],
    ["1", 1, false],
    ['"[[[', 1, false],
  ])("of %s and %i levels is %s", (json, limit, deeper) => {
    expect(isNestedDeeper(Buffer.from(json), limit)).toBe(deeper);
  });
});
