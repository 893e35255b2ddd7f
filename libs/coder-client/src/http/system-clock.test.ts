import { describe, expect, it } from "@jest/globals";
import { systemClock } from "./system-clock.ts";

describe("systemClock", () => {
  it("tells the time in milliseconds since the epoch", () => {
    const before = Date.now();

    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });

  it("sleeps until the time is over", async () => {
    const before = performance.now();

    await systemClock.sleep(20, new AbortController().signal);

    expect(performance.now() - before).toBeGreaterThanOrEqual(18);
  });

  it("wakes up with the signal's own reason", async () => {
    const caller = new AbortController();
    const reason = new Error("no longer wanted");

    const sleeping = systemClock.sleep(60_000, caller.signal);
    caller.abort(reason);

    await expect(sleeping).rejects.toBe(reason);
  });

  it("does not fall asleep on an aborted signal", async () => {
    const reason = new Error("no longer wanted");

    await expect(systemClock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("passes on what the timer itself refuses", async () => {
    const notASignal: unknown = "signal";

    await expect(Reflect.apply(systemClock.sleep, systemClock, [1, notASignal])).rejects.toThrow();
  });
});
