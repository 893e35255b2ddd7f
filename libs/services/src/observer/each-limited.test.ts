import { describe, expect, it } from "@jest/globals";
import { makeGate } from "../../test/make-gate.ts";
import { eachLimited } from "./each-limited.ts";

describe("eachLimited", () => {
  it("has no more than so many under way", async () => {
    const gate = makeGate();
    const begun: number[] = [];

    const all = eachLimited([1, 2, 3], 2, async (item) => {
      begun.push(item);
      await gate.passed;
    });
    expect(begun).toEqual([1, 2]);
    gate.open();
    await all;

    expect(begun).toEqual([1, 2, 3]);
  });

  it("begins no other after a failure", async () => {
    const begun: number[] = [];

    const all = eachLimited([1, 2, 3], 1, async (item) => {
      begun.push(item);
      throw new Error("odd");
    });

    await expect(all).rejects.toThrow("odd");
    expect(begun).toEqual([1]);
  });

  it("leaves what is under way to end, and begins nothing after it", async () => {
    const gate = makeGate();
    const begun: number[] = [];

    const all = eachLimited([1, 2, 3], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error("odd");
      await gate.passed;
    });
    await expect(all).rejects.toThrow("odd");
    gate.open();
    await new Promise((resolve) => setImmediate(resolve));

    expect(begun).toEqual([1, 2]);
  });
});
