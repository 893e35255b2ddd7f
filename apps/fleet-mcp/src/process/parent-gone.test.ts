import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import { parentGone } from "./parent-gone.ts";

describe("parentGone", () => {
  it("says so once the process has another parent", async () => {
    const clock = createFakeClock();
    const host = {
      get ppid() {
        return clock.sleeps.length < 3 ? 500 : 1;
      },
    };

    expect(await parentGone(host, clock, new AbortController().signal)).toBe("the process that started it is gone");
    expect(clock.sleeps).toEqual([3_000, 3_000, 3_000]);
  });

  it("stops looking when nobody wants to know any more", async () => {
    const signal = AbortSignal.abort(new Error("over"));

    await expect(parentGone({ ppid: 500 }, createFakeClock(), signal)).rejects.toThrow("over");
  });
});
