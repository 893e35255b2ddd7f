import { createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { createAttention } from "./attention.ts";

function make() {
  const clock = createFakeClock();
  const { events } = makeRepositories({ clock });
  return { clock, events, here: createAttention(events, makeLog()), there: createAttention(events, makeLog()) };
}

describe("createAttention", () => {
  it("marks that somebody waits, for other processes too, until the last one leaves", async () => {
    const { here, there } = make();

    const first = here.attend();
    const second = here.attend();
    expect([await here.isAttended(), await there.isAttended()]).toEqual([true, true]);

    first();
    first();
    expect(await there.isAttended()).toBe(true);

    second();
    expect([await here.isAttended(), await there.isAttended()]).toEqual([false, false]);
  });

  it("keeps the mark only as long as it is renewed", async () => {
    const { here, there, clock } = make();
    here.attend();
    await here.renew();

    clock.advance(9_000);
    await here.renew();
    clock.advance(9_000);
    expect(await there.isAttended()).toBe(true);

    clock.advance(2_000);
    expect(await there.isAttended()).toBe(false);
    expect(await here.isAttended()).toBe(true);
  });

  it("says so when the mark cannot be set, and still knows who waits here", async () => {
    const { events } = make();
    const log = makeLog();
    const broken = createAttention({ ...events, releaseLease: () => Promise.reject(new Error("no disk")) }, log);

    broken.attend()();
    await new Promise((resolve) => setImmediate(resolve));

    expect(log.lines).toEqual([expect.stringContaining("no disk")]);
  });
});
