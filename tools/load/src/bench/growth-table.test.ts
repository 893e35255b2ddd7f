import { describe, expect, it } from "@jest/globals";
import { growthTable } from "./growth-table.ts";

const points = [{ agents: 1_000, ms: 250, requests: 13, bytes: 7e6, memoryBytes: 120e6 }];

describe("growthTable", () => {
  it("shows each fleet and concludes", () => {
    const table = growthTable(points, { isLinear: true, asksPerAgent: false, reasons: ["because"] });

    expect(table).toContain(" 1,000       250 ms    0.25 ms        13     7.00 MB  120 MB\n");
    expect(table).toContain("Linear; nothing is asked per agent:\n- because");
  });

  it("cannot be misread when growth is bad", () => {
    const table = growthTable(points, { isLinear: false, asksPerAgent: true, reasons: [] });

    expect(table).toContain("NOT LINEAR; SOMETHING IS ASKED PER AGENT");
  });
});
