import { describe, expect, it } from "@jest/globals";
import { markedLines } from "./marked-lines.ts";

describe("markedLines", () => {
  it.each([
    ["note", "a b"],
    ["title", "a b"],
    ["call", "> a b"],
    ["answer", "< a b"],
    ["refusal", "! a b"],
  ] as const)("tells a %s without colour", (kind, line) => {
    expect(markedLines("a b", kind, 79, false)).toEqual([line]);
  });

  it("indents what follows the first line, within the width", () => {
    expect(markedLines("one two\n\nthree", "answer", 7, false)).toEqual(["< one", "  two", "", "  three"]);
  });

  it("colours the text and nothing of the mark", () => {
    expect(markedLines("busy", "refusal", 79, true)).toEqual(["! \u001b[33mbusy\u001b[39m"]);
    expect(markedLines("done", "answer", 79, true)).toEqual(["< done"]);
  });
});
