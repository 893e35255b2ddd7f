import { describe, expect, it } from "@jest/globals";
import { cleanLine, cleanText } from "./clean-text.ts";

describe("cleanText", () => {
  it("leaves plain text, tabs and inner lines alone", () => {
    expect(cleanText("one\n\n\ttwo  three – ü 日本 🦦")).toBe("one\n\n\ttwo  three – ü 日本 🦦");
  });

  it("trims the padding of a terminal: spaces at the ends of lines, empty lines around", () => {
    expect(cleanText("   \n* Working on: tests      \r\n* Done        \n\n   \n")).toBe("* Working on: tests\n* Done");
  });

  it("keeps the indentation of the first line", () => {
    expect(cleanText("\n  def f():\n    pass\n")).toBe("  def f():\n    pass");
  });

  it.each([
    ["colours", "\u001b[1;31mred\u001b[0m", "red"],
    ["cursor moves", "a\u001b[2J\u001b[10;20Hb", "ab"],
    ["colours in one byte", "\u009b31mred", "red"],
    ["titles ended by BEL", "\u001b]0;title\u0007text", "text"],
    ["links ended by ST", "\u001b]8;;https://x.example.com\u001b\\here\u001b]8;;\u001b\\", "here"],
    ["device strings", "a\u001bP1$r0m\u001b\\b", "ab"],
    ["character sets", "\u001b(Btext", "text"],
    ["saving the cursor", "\u001b7text\u001b8", "text"],
    ["a title that never ends", "text\u001b]0;title", "text"],
    ["a lone escape", "text\u001b", "text"],
  ])("removes %s", (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each([
    ["bells and backspaces", "a\u0007b\u0008c", "abc"],
    ["carriage returns", "10%\r20%", "10%20%"],
    ["zero-width characters", "a\u200bb\u2060c\ufeffd", "abcd"],
    ["marks that turn text around", "a\u202eb\u2066c", "abc"],
    ["soft hyphens", "a\u00adb", "ab"],
    ["tags that only models read", "a\u{e0041}\u{e0042}b", "ab"],
    ["variation selectors", "a\ufe0fb\u{e0100}c", "abc"],
  ])("removes %s", (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each(["", "\n\n", "  \n\t"])("is empty for %j", (text) => {
    expect(cleanText(text)).toBe("");
  });

  it("stays fast on runs of spaces and of lines, which an agent may print at will", () => {
    const hostile = `x${" ".repeat(200_000)}y${"\n".repeat(200_000)}z`;

    expect(cleanText(hostile)).toHaveLength(hostile.length);
  });
});

describe("cleanLine", () => {
  it("makes one line of many", () => {
    expect(cleanLine("  Fix\n\tthe   login\u001b[0m bug ", 40)).toBe("Fix the login bug");
  });

  it("leaves a line of exactly the length alone", () => {
    expect(cleanLine("12345", 5)).toBe("12345");
  });

  it("cuts a longer one to the length, with an ellipsis", () => {
    expect(cleanLine("123456", 5)).toBe("1234…");
  });

  it("never leaves half a character", () => {
    expect(cleanLine("ab🦦cd", 4)).toBe("ab…");
  });
});
