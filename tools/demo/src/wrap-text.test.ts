import { describe, expect, it } from "@jest/globals";
import { wrapText } from "./wrap-text.ts";

describe("wrapText", () => {
  it("breaks at the last space that fits", () => {
    expect(wrapText("one two three", 9)).toEqual(["one two", "three"]);
  });

  it("fills a line to its last character", () => {
    expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapText("one two", 7)).toEqual(["one two"]);
  });

  it("keeps line ends, blank lines and the indentation of each line", () => {
    expect(wrapText("a\n\n  one two  \nb", 6)).toEqual(["a", "", "  one", "  two", "b"]);
  });

  it("cuts a word that is longer than a line", () => {
    expect(wrapText("  abcdefgh", 5)).toEqual(["  abc", "  def", "  gh"]);
  });
});
