import { describe, expect, it } from "@jest/globals";
import { judgeLooks, longestPause, noticedMs } from "./judge-looks.ts";

describe("longestPause", () => {
  it.each([
    ["before the first look", { looks: [60, 90] }, 60],
    ["between two looks", { looks: [10, 80, 90] }, 70],
    ["until the end", { looks: [10, 20] }, 80],
    ["all the time", { looks: [] }, 100],
    ["after a kill", { looks: [10, 80, 90], kills: [15, 30] }, 50],
    ["elsewhere than where a kill was", { looks: [40, 80, 90], kills: [79] }, 40],
    ["within the time that is judged", { looks: [-5, 40, 80, 300] }, 40],
  ])("is the longest %s", (_where, { looks, kills = [] }: { looks: number[]; kills?: number[] }, pause) => {
    expect(longestPause({ fromMs: 0, untilMs: 100, looks, kills })).toBe(pause);
  });
});

describe("judgeLooks", () => {
  it("finds a fleet that nobody looked at for long", () => {
    const watch = { fromMs: 0, untilMs: noticedMs + 1_000, kills: [] };

    expect(judgeLooks({ ...watch, looks: [2_000] })).toEqual([]);
    expect(judgeLooks({ ...watch, looks: [] })).toEqual([
      { check: "fleet not observed", what: "nobody looked at it for 16 s" },
    ]);
  });
});
