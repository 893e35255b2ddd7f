import { describe, expect, it } from "@jest/globals";
import { drawTable } from "./draw-table.ts";

describe("drawTable", () => {
  it("makes columns as wide as their widest cell, numbers set right, nothing behind the last", () => {
    const table = drawTable(
      ["what", "median"],
      [
        ["a long name", "1 ms"],
        ["b", "1,000 ms"],
      ],
      ["median"],
    );

    expect(table).toBe(
      ["what           median", "-----------  --------", "a long name      1 ms", "b            1,000 ms"].join("\n"),
    );
  });

  it("leaves missing cells blank", () => {
    expect(drawTable(["a", "b"], [["x"]])).toBe("a  b\n-  -\nx");
  });
});
