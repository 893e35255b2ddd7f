import { describe, expect, it } from "@jest/globals";
import { judgeFigure } from "./judge-figure.ts";

const figure = { what: "a list", unit: "ms", limit: 20, values: [30, 10, 20] } as const;

describe("judgeFigure", () => {
  it("is decided by the median, which may reach the limit, and shows the worst", () => {
    expect(judgeFigure("list", figure)).toMatchObject({ name: "list", median: 20, worst: 30, isOk: true });
    expect(judgeFigure("list", { ...figure, limit: 19.9 })).toMatchObject({ isOk: false });
  });

  it("may have to reach a least instead, and is worst at its lowest then", () => {
    const least = { ...figure, isLeast: true } as const;

    expect(judgeFigure("rate", least)).toMatchObject({ worst: 10, isOk: true });
    expect(judgeFigure("rate", { ...least, limit: 20.1 })).toMatchObject({ isOk: false });
  });

  it("compares with the median of its baseline", () => {
    const judged = judgeFigure("list", { ...figure, baseline: { what: "raw", values: [5, 100, 1] } });

    expect(judged).toMatchObject({ baselineMedian: 5, ratio: 4 });
  });

  it("has no ratio without a baseline, or to one that is nothing", () => {
    expect(judgeFigure("list", figure)).not.toHaveProperty("ratio");
    expect(judgeFigure("list", { ...figure, baseline: { what: "raw", values: [0] } })).not.toHaveProperty("ratio");
  });
});
