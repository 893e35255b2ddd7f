import { describe, expect, it } from "@jest/globals";
import { createTimeline } from "./timeline.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const setUp = () => {
  const clock = createVirtualClock(1_000);
  return { clock, timeline: createTimeline(clock, 0), happened: [] as string[] };
};

describe("createTimeline", () => {
  it("plays the past in order, each event at its own time", () => {
    const { timeline, happened } = setUp();
    for (const ms of [300, 100, 200, 100, 250, 50]) {
      timeline.after(ms, () => happened.push(`${ms} at ${timeline.now()}`));
    }

    timeline.playUntil(260);

    expect(happened).toEqual(["50 at 50", "100 at 100", "100 at 100", "200 at 200", "250 at 250"]);
    expect(timeline.now()).toBe(260);
  });

  it("leaves out what is called off", () => {
    const { timeline, happened } = setUp();
    const callOff = timeline.after(10, () => happened.push("never"));

    callOff();
    timeline.playUntil(20);

    expect(happened).toEqual([]);
  });

  it("is driven by the clock once it is live, also by events that are due earlier than those known", async () => {
    const { clock, timeline, happened } = setUp();
    timeline.playUntil(1_000);
    timeline.goLive();
    timeline.after(500, () => happened.push(`late at ${timeline.now()}`));
    timeline.after(100, () => happened.push(`early at ${timeline.now()}`));

    await clock.advance(600);

    expect(happened).toEqual(["early at 1100", "late at 1500"]);
    expect(timeline.now()).toBe(1_600);
  });

  it("sleeps for as long as it says", async () => {
    const { clock, timeline, happened } = setUp();
    timeline.playUntil(1_000);
    timeline.goLive();

    void timeline.sleep(100).then(() => happened.push(`woke at ${timeline.now()}`));
    await clock.advance(99);
    expect(happened).toEqual([]);
    await clock.advance(1);
    await clock.advance(0);

    expect(happened).toEqual(["woke at 1100"]);
  });

  it("lets nothing happen after it is closed", async () => {
    const { clock, timeline, happened } = setUp();
    timeline.goLive();
    timeline.after(10, () => happened.push("before"));

    timeline.close();
    timeline.after(10, () => happened.push("after"));
    await clock.advance(2_000);

    expect(happened).toEqual([]);
  });
});
