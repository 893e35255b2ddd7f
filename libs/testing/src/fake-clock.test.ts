import { describe, expect, it } from "@jest/globals";
import { anyCall } from "./any-call.ts";
import { createFakeClock } from "./fake-clock.ts";

describe("createFakeClock", () => {
  it("moves on by what is slept, at once, and remembers the sleeps", async () => {
    const clock = createFakeClock(1000);

    await clock.sleep(60_000, anyCall().signal);
    clock.advance(5);

    expect(clock.now()).toBe(61_005);
    expect(clock.sleeps).toEqual([60_000]);
  });

  it("rejects with the reason of an aborted signal, before and during a sleep", async () => {
    const clock = createFakeClock();
    const abort = new AbortController();

    const sleeping = clock.sleep(10, abort.signal);
    abort.abort(new Error("enough"));

    await expect(sleeping).rejects.toThrow("enough");
    await expect(clock.sleep(10, abort.signal)).rejects.toThrow("enough");
    expect(clock.sleeps).toEqual([10]);
  });
});

describe("anyCall", () => {
  it("has a signal that is not aborted, unless another is given", () => {
    const { signal } = new AbortController();

    expect(anyCall().signal.aborted).toBe(false);
    expect(anyCall({ signal }).signal).toBe(signal);
  });
});
