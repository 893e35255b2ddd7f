import { describe, expect, it } from "@jest/globals";
import { createRandom } from "./random.ts";

describe("createRandom", () => {
  it("gives the same for the same seed and something else for another", () => {
    const [one, same, other] = [createRandom("a"), createRandom("a"), createRandom("b")];

    expect(one.uuid()).toBe(same.uuid());
    expect(one.uuid()).not.toBe(other.uuid());
  });

  it("makes ids in the form of UUIDs, all different", () => {
    const random = createRandom("ids");
    const ids = Array.from({ length: 5_000 }, random.uuid);

    expect(new Set(ids).size).toBe(5_000);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("reaches both ends of a range, and no further", () => {
    const random = createRandom("range");
    const numbers = Array.from({ length: 200 }, () => random.between(2, 4));

    expect([...new Set(numbers)].toSorted()).toEqual([2, 3, 4]);
  });

  it("is as likely as it says", () => {
    const random = createRandom("chance");
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length;

    expect(hits).toBeGreaterThan(2_800);
    expect(hits).toBeLessThan(3_200);
    expect(random.pick(["only"])).toBe("only");
    expect(random.letters(10)).toMatch(/^[A-Za-z0-9]{10}$/);
  });
});
