import { describe, expect, it } from "@jest/globals";
import { judgeGrowth } from "./growth.ts";
import type { GrowthPoint } from "./growth.ts";

const fleets = (cost: (agents: number) => Partial<GrowthPoint>): GrowthPoint[] =>
  [10, 100, 1_000, 5_000].map((agents) => ({
    agents,
    ms: 5 + agents / 10,
    requests: Math.ceil(agents / 100) + 3,
    bytes: agents * 7_000,
    memoryBytes: 90e6 + agents * 10_000,
    ...cost(agents),
  }));

describe("judgeGrowth", () => {
  it("calls fixed costs and costs per agent linear, and a request per page and template none per agent", () => {
    expect(judgeGrowth(fleets(() => ({})))).toMatchObject({ isLinear: true, asksPerAgent: false });
  });

  it.each(["ms", "bytes", "memoryBytes"] as const)("notices %s that grows with the square", (cost) => {
    expect(judgeGrowth(fleets((agents) => ({ [cost]: agents ** 2 })))).toMatchObject({ isLinear: false });
  });

  it("notices a square that shows only at the end", () => {
    expect(judgeGrowth(fleets((agents) => ({ ms: 500 + agents ** 2 / 1_000 })))).toMatchObject({ isLinear: false });
  });

  it("notices requests per agent, even for few of them", () => {
    const verdict = judgeGrowth(fleets((agents) => ({ requests: Math.ceil(agents / 100) + agents * 0.1 })));

    expect(verdict).toMatchObject({ asksPerAgent: true });
  });

  it("counts the pages of a second list, and notices what is asked beside both", () => {
    const twoLists = (beside: number) =>
      fleets((agents) => ({ requests: 2 * Math.ceil(agents / 100) + beside, lists: 2 }));

    expect(judgeGrowth(twoLists(3))).toMatchObject({ asksPerAgent: false });
    expect(judgeGrowth(twoLists(30))).toMatchObject({ asksPerAgent: true });
  });

  it("gives its reasons with figures", () => {
    expect(judgeGrowth(fleets(() => ({}))).reasons).toEqual([
      "time grows with the power 0.98 of the fleet at most",
      "what Coder sends grows with the power 1.00 of the fleet at most",
      "memory grows with the power 0.21 of the fleet at most",
      "beside the pages of 100 at most 3 requests, whatever the fleet",
    ]);
  });

  it("ignores the smallest fleets, whose fixed costs say nothing", () => {
    expect(judgeGrowth(fleets((agents) => (agents === 10 ? { ms: 0.001 } : {})))).toMatchObject({ isLinear: true });
  });
});
