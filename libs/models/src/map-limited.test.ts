import { describe, expect, it } from "@jest/globals";
import { mapLimited } from "./map-limited.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("mapLimited", () => {
  it("keeps the order, whatever finishes first", async () => {
    const results = await mapLimited([3, 1, 2], 3, async (turns) => {
      for (let i = 0; i < turns; i++) await turn();
      return turns * 10;
    });

    expect(results).toEqual([30, 10, 20]);
  });

  it("has no more than the limit under way", async () => {
    let underWay = 0;
    let most = 0;

    await mapLimited([...Array(20).keys()], 4, async () => {
      most = Math.max(most, ++underWay);
      await turn();
      underWay--;
    });

    expect(most).toBe(4);
  });

  it("rejects with the first failure and begins nothing after it", async () => {
    const begun: number[] = [];
    const mapping = mapLimited([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await turn();
      if (item === 1) throw new Error("no");
    });

    await expect(mapping).rejects.toThrow("no");
    await turn();
    await turn();
    expect(begun).toEqual([1, 2]);
  });

  it("begins no other after a failure", async () => {
    const begun: number[] = [];

    const all = mapLimited([1, 2, 3], 1, async (item) => {
      begun.push(item);
      throw new Error("odd");
    });

    await expect(all).rejects.toThrow("odd");
    expect(begun).toEqual([1]);
  });

  it("leaves what is under way to end, and begins nothing after it", async () => {
    const begun: number[] = [];
    let pass: () => void = () => {};
    const passed = new Promise<void>((resolve) => (pass = resolve));

    const all = mapLimited([1, 2, 3], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error("odd");
      await passed;
    });
    await expect(all).rejects.toThrow("odd");
    pass();
    await turn();

    expect(begun).toEqual([1, 2]);
  });

  it("is empty for nothing", async () => {
    await expect(mapLimited([], 4, async () => 1)).resolves.toEqual([]);
  });
});
