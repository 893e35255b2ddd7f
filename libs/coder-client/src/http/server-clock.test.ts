import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import { createServerClock } from "./server-clock.ts";

const dateIn = (ms: number) => new Date(ms).toUTCString();

describe("createServerClock", () => {
  it("goes as our own clock until an answer says otherwise", () => {
    const { own, server } = make();

    own.advance(5_000);

    expect(server.clock.now()).toBe(own.now());
  });

  it.each([120_000, -120_000])("goes as Coder's clock, %d ms ahead", (aheadMs) => {
    const { own, server } = make();

    server.learn(dateIn(own.now() + aheadMs), own.now());
    own.advance(1_000);

    expect(Math.abs(server.clock.now() - (own.now() + aheadMs))).toBeLessThan(1_000);
  });

  it("takes no difference for one that dates cannot tell", () => {
    const { own, server } = make();

    server.learn(dateIn(own.now() + 1_400), own.now());

    expect(server.clock.now()).toBe(own.now());
  });

  it("does not wander with each answer", () => {
    const { own, server } = make();
    server.learn(dateIn(own.now() + 60_000), own.now());
    const before = server.clock.now();

    server.learn(dateIn(own.now() + 61_000), own.now());

    expect(server.clock.now()).toBe(before);
  });

  it("comes back when our own clock is set right", () => {
    const { own, server } = make();
    server.learn(dateIn(own.now() + 60_000), own.now());

    server.learn(dateIn(own.now()), own.now());

    expect(server.clock.now()).toBe(own.now());
  });

  it.each([
    ["no date", null, 0],
    ["none that can be read", "soon", 0],
    ["a date that took long to come", "Thu, 01 Jan 2099 00:00:00 GMT", 3_000],
    ["a date from before it was asked for", "Thu, 01 Jan 2099 00:00:00 GMT", -1],
  ])("learns nothing from %s", (_what, date, tookMs) => {
    const { own, server } = make();

    server.learn(date, own.now() - tookMs);

    expect(server.clock.now()).toBe(own.now());
  });

  it("sleeps as our own", async () => {
    const { server } = make();
    const gone = AbortSignal.abort(new Error("gone"));

    await expect(server.clock.sleep(1_000, gone)).rejects.toThrow("gone");
  });
});

function make() {
  const own = createFakeClock();
  return { own, server: createServerClock(own) };
}
