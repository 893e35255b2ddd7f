import { describe, expect, it } from "@jest/globals";
import { createScaledClock } from "./scaled-clock.ts";

describe("createScaledClock", () => {
  it("wakes when its own time has come, however fast that runs", async () => {
    const clock = createScaledClock(1_000);
    const start = clock.now();

    await new Promise<void>((resolve) => clock.wakeAt(start + 5_000, resolve));

    expect(clock.now() - start).toBeGreaterThanOrEqual(5_000);
  });

  it("wakes nobody who has called it off", async () => {
    const clock = createScaledClock(1_000);
    let woke = false;

    clock.wakeAt(clock.now() + 1_000, () => (woke = true))();
    await new Promise<void>((resolve) => clock.wakeAt(clock.now() + 3_000, resolve));

    expect(woke).toBe(false);
  });
});
