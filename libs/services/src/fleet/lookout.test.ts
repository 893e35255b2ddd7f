import { anyCall, createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeGate } from "../../test/make-gate.ts";
import { makeLog } from "../../test/make-log.ts";
import { ServiceError } from "../service-error.ts";
import { createLookout } from "./lookout.ts";
import type { Observing } from "./lookout.ts";

/** A lookout over an observer that counts its turns and ticks. */
function makeLookout(own: Partial<Observing> = {}) {
  const clock = createFakeClock();
  const log = makeLog();
  const counts = { turns: 0, ticks: 0 };
  const observer: Observing = {
    attend: () => () => {},
    takeTurn: async () => ++counts.turns > 0,
    tick: async () => ++counts.ticks,
    lastTickAt: () => undefined,
    ...own,
  };
  return { lookout: createLookout({ observer, clock, log }), clock, log, counts };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("createLookout", () => {
  it("looks at once, then every five seconds", async () => {
    const { lookout, clock, counts } = makeLookout();

    for (const ms of [0, 4_999, 1, 4_999, 1]) {
      clock.advance(ms);
      lookout.look(anyCall());
      await turn();
    }

    expect(counts).toEqual({ turns: 3, ticks: 3 });
  });

  it("leaves it to whoever looked a moment ago", async () => {
    const clock = createFakeClock();
    const { lookout, counts } = makeLookout({ lastTickAt: () => clock.now() - 4_000 });

    lookout.look(anyCall());
    await turn();

    expect(counts).toEqual({ turns: 0, ticks: 0 });
    expect(lookout.hasLooked()).toBe(true);
  });

  it("does not look when another process has the turn", async () => {
    const { lookout, counts } = makeLookout({ takeTurn: async () => false });

    lookout.look(anyCall());
    await turn();

    expect(counts.ticks).toBe(0);
    expect(lookout.hasLooked()).toBe(true);
  });

  it("never looks twice at a time, and has looked when the first look is over", async () => {
    const gate = makeGate();
    const { lookout, clock, counts } = makeLookout({ tick: () => gate.passed });

    lookout.look(anyCall());
    await turn();
    clock.advance(9_000);
    lookout.look(anyCall());
    await turn();
    const before = lookout.hasLooked();
    gate.open();
    await turn();

    expect([before, lookout.hasLooked()]).toEqual([false, true]);
    expect(counts.turns).toBe(1);
  });

  it("logs a look that failed and tries again", async () => {
    const failures = [new ServiceError("internal", "Broken."), new TypeError("oops"), "nothing"];
    const { lookout, clock, log } = makeLookout({ tick: () => Promise.reject(failures.shift()) });

    for (const ms of [0, 5_000, 5_000]) {
      clock.advance(ms);
      lookout.look(anyCall());
      await turn();
    }

    expect(log.lines).toEqual([
      'the fleet could not be looked at for somebody who waits {"error":"internal: Broken."}',
      'the fleet could not be looked at for somebody who waits {"error":"TypeError"}',
      'the fleet could not be looked at for somebody who waits {"error":"unknown"}',
    ]);
  });

  it("says nothing of a look that its caller ended", async () => {
    const { lookout, log } = makeLookout({ tick: ({ signal }) => Promise.reject(signal.reason) });

    lookout.look({ signal: AbortSignal.abort() });
    await turn();

    expect(log.lines).toEqual([]);
  });
});
