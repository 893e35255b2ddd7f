import { describe, expect, it } from "@jest/globals";
import { lastLines } from "./last-lines.ts";

describe("lastLines", () => {
  it("keeps a short text, without colours and blank ends", () => {
    expect(lastLines("\n\u001b[31mred\u001b[0m\nplain\n\n", 2)).toEqual(["red", "plain"]);
  });

  it("keeps the end of a long one and says how much is missing", () => {
    expect(lastLines("1\n2\n3\n4", 2)).toEqual(["… 2 lines left out", "3", "4"]);
  });

  it("cuts a line that is too long", () => {
    expect(lastLines("x".repeat(301), 1)).toEqual([`${"x".repeat(300)}…`]);
  });
});
