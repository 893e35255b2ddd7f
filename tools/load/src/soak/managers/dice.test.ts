import { describe, expect, it } from "@jest/globals";
import { createDice } from "./dice.ts";

const throws = (seed: number, player?: number) => {
  const dice = createDice(seed, player);
  return Array.from({ length: 1_000 }, () => dice.next());
};

describe("createDice", () => {
  it("throws the same for the same seed and player", () => {
    expect(throws(7, 3)).toEqual(throws(7, 3));
  });

  it("throws otherwise for another seed, and for another player", () => {
    expect(throws(7, 0)).not.toEqual(throws(8, 0));
    expect(throws(7, 0)).not.toEqual(throws(7, 1));
  });

  it("stays from 0 to below 1, and spreads", () => {
    const thrown = throws(1);

    expect(Math.min(...thrown)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...thrown)).toBeLessThan(1);
    expect(thrown.filter((number) => number < 0.5).length).toBeGreaterThan(400);
    expect(thrown.filter((number) => number < 0.5).length).toBeLessThan(600);
  });

  it("gives whole numbers with both ends", () => {
    const dice = createDice(2);

    expect(new Set(Array.from({ length: 200 }, () => dice.between(3, 5)))).toEqual(new Set([3, 4, 5]));
  });

  it("lets nothing happen at probability 0 and everything at 1", () => {
    const dice = createDice(3);

    expect(Array.from({ length: 50 }, () => dice.chance(0))).not.toContain(true);
    expect(Array.from({ length: 50 }, () => dice.chance(1))).not.toContain(false);
  });

  it("has nothing to pick from an empty list", () => {
    expect(() => createDice(4).pick([])).toThrow(RangeError);
  });
});
