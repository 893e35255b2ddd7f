import { describe, expect, it } from "@jest/globals";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeGate } from "../../test/make-gate.ts";
import { makeLog } from "../../test/make-log.ts";
import { makeRow } from "../../test/make-row.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { scriptCoder } from "../../test/script-coder.ts";
import { createJournal } from "../events/journal.ts";
import { createOngoingWork } from "../ongoing-work.ts";
import { createLifecycleService } from "./lifecycle-service.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);

/** A service whose waits last until the gate opens, and which stays with them for a millisecond. */
function makeImpatient() {
  const gate = makeGate();
  const fake = createFakeClock();
  const clock = {
    now: fake.now,
    async sleep(ms: number, signal: AbortSignal) {
      await gate.passed;
      await fake.sleep(ms, signal);
    },
  };
  const work = createOngoingWork({ log: makeLog() });
  const repositories = makeRepositories({ clock });
  const journal = createJournal({ events: repositories.events, clock });
  const service = createLifecycleService({ repositories, journal, work, clock, foregroundMs: 1 });
  return { service, gate, drain: () => work.drain(new AbortController().signal) };
}

describe("LifecycleService beyond its foreground time", () => {
  it("answers that a restart goes on by itself, and it does", async () => {
    const { service, gate, drain } = makeImpatient();
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "stopping", build: 2 }));

    const restarted = await service.restart("otter", 0, anyCall());

    expect(restarted).toMatchObject({
      agent: { status: "stopping" },
      next: "The restart goes on by itself; show_agent says how far it is.",
    });
    coder.seen(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));
    gate.open();
    expect(await drain()).toEqual([]);
  });

  it("answers that a deletion follows the build in progress, and it does", async () => {
    const { service, gate, drain } = makeImpatient();
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running");
    coder.seen(makeRow({ status: "canceling" }));

    const removed = await service.remove("otter", 0, anyCall());

    expect(removed).toMatchObject({
      agent: { status: "canceling" },
      next: "It will be deleted as soon as the build in progress has ended; show_agent says when.",
    });
    coder.seen(makeRow({ status: "canceled" }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));
    gate.open();
    expect(await drain()).toEqual([]);
  });

  it("says so when the agent is gone by then", async () => {
    const { service, gate, drain } = makeImpatient();
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running");
    coder.gone();

    await expect(service.remove("otter", 0, anyCall())).resolves.toMatchObject({ agent: { status: "deleted" } });

    coder.gone();
    gate.open();
    expect(await drain()).toEqual([]);
  });
});
