import { describe, expect, it } from "@jest/globals";
import { realClock } from "./real-clock.ts";

describe("realClock", () => {
  it("sleeps and moves on", async () => {
    const before = realClock.now();

    await realClock.sleep(5, new AbortController().signal);

    expect(realClock.now()).toBeGreaterThan(before);
  });

  it("rejects with the reason of an aborted signal", async () => {
    const sleeping = realClock.sleep(60_000, AbortSignal.abort(new Error("enough")));

    await expect(sleeping).rejects.toThrow("enough");
  });
});
