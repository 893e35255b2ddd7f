import { describe, expect, it } from "@jest/globals";
import { figuresTable } from "./figures-table.ts";
import { judgeFigure } from "./judge-figure.ts";

describe("figuresTable", () => {
  it("says of each figure what was wanted, measured and compared, and whether that is enough", () => {
    const table = figuresTable([
      judgeFigure("start", {
        what: "cold",
        unit: "ms",
        limit: 150,
        values: [160, 200, 150],
        baseline: { what: "bare Node", values: [40] },
      }),
      judgeFigure("store", { what: "rate", unit: "a second", limit: 1_000, isLeast: true, values: [2_000] }),
      judgeFigure("show", { what: "requests", unit: "requests", limit: 3, target: "few", values: [3] }),
    ]);

    expect(table.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["name", "what", "target", "median", "worst", "baseline", "ratio"],
      [
        "-----",
        "--------",
        "----------------",
        "--------------",
        "--------------",
        "------------------",
        "-----",
        "-----",
      ],
      ["start", "cold", "≤ 150 ms", "160 ms", "200 ms", "bare Node: 40.0 ms", "4.0×", "short"],
      ["store", "rate", "≥ 1,000 a second", "2,000 a second", "2,000 a second", "ok"],
      ["show", "requests", "few", "3 requests", "3 requests", "ok"],
    ]);
  });
});
