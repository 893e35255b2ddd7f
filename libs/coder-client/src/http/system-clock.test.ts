import { describe, expect, it } from "@jest/globals";
import { systemClock } from "./system-clock.ts";

describe("systemClock", () => {
  it("tells the time in milliseconds since the epoch", () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });

  it("sleeps for the time asked", async () => {
    const start = performance.now();

    await systemClock.sleep(30, new AbortController().signal);

    expect(performance.now() - start).toBeGreaterThanOrEqual(28);
  });

  it("wakes with the signal's own reason", async () => {
    const reason = new Error("no longer wanted");
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);

    controller.abort(reason);

    await expect(sleeping).rejects.toBe(reason);
  });
});
