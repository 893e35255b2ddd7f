import { describe, expect, it } from "@jest/globals";
import { allMeasures } from "./all-measures.ts";
import { fullScale, quickScale } from "./scale.ts";

describe("allMeasures", () => {
  const names = allMeasures.map(({ name }) => name);

  it("gives each a name of its own, without the comma that separates names", () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+$/.test(name))).toEqual([]);
  });
});

describe("fullScale", () => {
  it("gives medians of five runs and percentiles of a thousand calls", () => {
    expect(fullScale.runs).toBeGreaterThanOrEqual(5);
    expect(fullScale.calls).toBeGreaterThanOrEqual(1_000);
  });

  it("reaches beyond the quick one", () => {
    expect(Math.max(...fullScale.fleets)).toBeGreaterThan(Math.max(...quickScale.fleets));
  });
});
