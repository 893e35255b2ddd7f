import type { CallOptions } from "@fleet-mcp/models";
import { ServiceError } from "@fleet-mcp/services";
import type { TickReport } from "@fleet-mcp/services";
import { createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import { observeFleet } from "./observe-fleet.ts";

const seen: TickReport = { agents: 3, appended: [], alerts: [] };

interface Script {
  readonly observe?: number;
  readonly until: (looks: number) => boolean;
  tick?(look: number, options: CallOptions): Promise<TickReport>;
  takeTurn?(seconds: number): boolean;
  isAttended?(seconds: number): boolean;
  listen?(ring: () => void, now: () => number): Promise<void>;
}

/** Observes with a clock that never waits, until the script has seen enough; `looks` are seconds after the start. */
async function observe({ observe: seconds = 30, until, tick, takeTurn, isAttended, listen }: Script) {
  const clock = createFakeClock(0);
  const log = makeLog();
  const now = () => clock.now() / 1_000;
  const looks: number[] = [];
  const reports: TickReport[] = [];
  const turns: number[] = [];
  let givenUp = 0;
  let enough: () => void = () => {};
  const over = new Promise<void>((resolve) => (enough = resolve));
  const observing = observeFleet({
    observe: seconds,
    clock,
    log,
    onReport: (report) => reports.push(report),
    observer: {
      async tick(options) {
        looks.push(now());
        if (until(looks.length)) enough();
        return tick ? await tick(looks.length, options) : seen;
      },
      async takeTurn() {
        turns.push(now());
        return takeTurn?.(now()) ?? true;
      },
      async giveUp() {
        givenUp += 1;
      },
      async isAttended() {
        if (now() > 3_600) enough();
        return isAttended?.(now()) ?? false;
      },
      async listen(ring) {
        await listen?.(ring, now);
      },
    },
  });
  await over;
  await observing.stop();
  return { looks, reports, turns, messages: log.messages, givenUp };
}

describe("observeFleet", () => {
  it("looks a second after the start, then as often as set", async () => {
    const { looks, reports, messages } = await observe({ observe: 30, until: (look) => look === 3 });

    expect(looks).toEqual([1, 31, 61]);
    expect(reports).toEqual([seen, seen]);
    expect(messages).toEqual([]);
  });

  it("looks every 5 s from the second on that somebody waits", async () => {
    const { looks } = await observe({ until: (look) => look === 4, isAttended: (at) => at >= 12 });

    expect(looks).toEqual([1, 12, 17, 22]);
  });

  it("looks at nothing and holds up nobody while nobody waits, when 0 is set", async () => {
    const { looks, turns, givenUp } = await observe({
      observe: 0,
      until: () => false,
      isAttended: (at) => at >= 10 && at < 13,
    });

    expect(looks).toEqual([10]);
    expect(Math.max(...turns)).toBeLessThan(13);
    expect(givenUp).toBe(1);
  });

  it("looks only while it is its turn, and at once when it becomes that", async () => {
    const { looks, givenUp } = await observe({
      observe: 10,
      until: (look) => look === 4,
      takeTurn: (at) => at < 12 || at >= 40,
    });

    expect(looks).toEqual([1, 11, 40, 50]);
    expect(givenUp).toBe(1);
  });

  it("asks for its turn twice a second and renews it in time", async () => {
    const { turns } = await observe({ until: (look) => look === 2, takeTurn: (at) => at >= 2 });

    expect(turns.slice(0, 6)).toEqual([1, 1.5, 2, 4, 6, 8]);
  });

  it("looks less and less often at a Coder that is down, and says so once", async () => {
    const { looks, messages } = await observe({
      observe: 30,
      until: (look) => look === 7,
      tick: async (look) => {
        if (look < 6) throw new ServiceError("unavailable", `Coder is down, ${look}.`);
        return seen;
      },
    });

    expect(looks).toEqual([1, 31, 91, 211, 331, 451, 481]);
    expect(messages).toEqual(["the fleet could not be looked at", "the fleet is observed again"]);
  });

  it("takes a look that met a problem for a failed one and passes on what it found", async () => {
    const { looks, reports, messages } = await observe({
      observe: 30,
      until: (look) => look === 3,
      tick: async () => ({ ...seen, problem: "Coder did not answer." }),
    });

    expect(looks).toEqual([1, 31, 91]);
    expect(reports).toHaveLength(2);
    expect(messages).toEqual(["the fleet could not be looked at"]);
  });

  it("tells each kind of trouble once, and goes on", async () => {
    const { messages } = await observe({
      observe: 10,
      until: (look) => look === 6,
      tick: async (look) => {
        throw look % 2 === 0 ? new TypeError("a bug") : new ServiceError("timeout", `No answer, ${look}.`);
      },
      takeTurn: (at) => {
        if (at > 100 && at < 120) throw new Error("the disk is gone");
        return true;
      },
    });

    expect(messages).toEqual([
      "the fleet could not be looked at",
      "the fleet could not be looked at",
      "the fleet cannot be observed now",
    ]);
  });

  it("looks as soon as Coder tells of a change, and once for all that it tells meanwhile", async () => {
    const { looks } = await observe({
      until: (look) => look === 3,
      async listen(ring, now) {
        while (now() < 4) await turnOfTheLoop();
        for (let times = 0; times < 5; times += 1) ring();
      },
    });

    expect(looks).toHaveLength(3);
    expect(looks[0]).toBe(1);
    expect(looks[1]).toBeGreaterThanOrEqual(4);
    expect(looks[1]).toBeLessThan(5.5);
    expect(looks[2]).toBeGreaterThanOrEqual(31);
  });

  it("hears of nothing while another server looks, nor when it is to look only for those who wait", async () => {
    const others = await observe({ until: (look) => look === 1, takeTurn: (at) => at >= 40, listen: ringAlways });
    let heard = 0;
    const asked = await observe({
      observe: 0,
      until: () => false,
      isAttended: (at) => at >= 10 && at < 13,
      listen: async () => void (heard += 1),
    });

    expect(others.looks[0]).toBeGreaterThanOrEqual(40);
    expect(asked.looks).toEqual([10]);
    expect(heard).toBe(0);
  });

  it("says once that changes cannot be heard, and looks as ever", async () => {
    const { looks, messages } = await observe({
      until: (look) => look === 2,
      listen: async () => {
        throw new TypeError("a bug");
      },
    });

    expect(looks).toEqual([1, 31]);
    expect(messages).toEqual(["changes that Coder tells of cannot be heard now"]);
  });

  it("never looks twice at a time, and renews its turn during a long look", async () => {
    let running = 0;
    let most = 0;
    const { looks, turns } = await observe({
      observe: 5,
      until: (look) => look === 2,
      async tick(look, { signal }) {
        most = Math.max(most, ++running);
        // As long as fifty turns of the loop.
        for (let turn = 0; look === 1 && turn < 50; turn += 1) await pause(signal);
        running -= 1;
        return seen;
      },
    });

    expect(most).toBe(1);
    expect(looks[1]).toBeGreaterThan(11);
    expect(turns.filter((at) => at > 1 && at <= 11)).toEqual([3, 5, 7, 9, 11]);
  });

  it("ends a look that runs, reports nothing of it and gives its turn up", async () => {
    const { reports, messages, givenUp } = await observe({
      until: (look) => look === 1,
      tick: (_look, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("ended")));
        }),
    });

    expect(reports).toEqual([]);
    expect(messages).toEqual([]);
    expect(givenUp).toBe(1);
  });

  it("does not wait for a look that does not end", async () => {
    const { givenUp } = await observe({ until: (look) => look === 1, tick: () => new Promise(() => {}) });

    expect(givenUp).toBe(0);
  });
});

async function pause(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise((resolve) => setImmediate(resolve));
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));

async function ringAlways(ring: () => void): Promise<void> {
  for (let times = 0; times < 1_000; times += 1) {
    ring();
    await turnOfTheLoop();
  }
}
