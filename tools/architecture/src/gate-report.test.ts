import { describe, expect, it } from "@jest/globals";
import { gateReport } from "./gate-report.ts";

describe("gateReport", () => {
  it("spells out failures and counts the rest by kind", () => {
    const report = gateReport([
      { name: "rule: a", problems: [] },
      { name: "rule: b", problems: ["x.ts → y.ts"] },
      { name: "planted: c", problems: [] },
    ]);

    expect(report).toEqual(["✗ rule: b", "    x.ts → y.ts", "✗ rule: 1 of 2", "✓ planted: 1 of 1"]);
  });
});
