import { useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeObserved } from "../../test/make-observed.ts";
import { errorPage } from "../../test/script-coder.ts";
import { makeFleetRow } from "../../test/script-fleet.ts";

const cassettes = useCassettes();
const messages = "/@riley/otter.main/apps/ai/messages";
const busy = makeFleetRow("otter", { reports: [{ state: "working", message: "on it" }] });
const idle = makeFleetRow("otter", {
  reports: [
    { state: "idle", message: "on it" },
    { state: "working", message: "on it" },
  ],
});

describe("ObserverService.tick, of agents that say nothing", () => {
  it("raises that a busy agent's conversation has stood still for 10 min, and resolves it with the next word", async () => {
    const { look, lookAfter, noMetadata, says } = makeObserved(cassettes);
    noMetadata(7);
    says("otter", "compiling", "compiling", "compiling", "compiling", "compiling", "done");

    await look(busy);
    const during = [
      await lookAfter(60, busy),
      await lookAfter(150, busy),
      await lookAfter(150, busy),
      await lookAfter(150, busy),
    ];
    const late = await lookAfter(150, busy);
    const after = await lookAfter(150, busy);

    expect(during.flatMap(({ alerts }) => alerts)).toEqual([]);
    expect(late.alerts).toMatchObject([
      { rule: "no_output", severity: "warning", evidence: "Busy, but nothing new in its conversation for 10 min." },
    ]);
    expect(after.appended).toMatchObject([{ type: "alert_resolved" }]);
  });

  it("raises nothing about an agent whose words change, or whose conversation cannot be read", async () => {
    const { look, lookAfter, noMetadata, says } = makeObserved(cassettes);
    noMetadata(4);
    says("otter", "one", "two");
    cassettes.answer("GET", messages, errorPage(502, "Bad gateway"));

    await look(busy);
    const reports = [await lookAfter(60, busy), await lookAfter(599, busy), await lookAfter(599, busy)];

    expect(reports.flatMap(({ alerts }) => alerts)).toEqual([]);
  });

  it("keeps the alert open when another process goes on observing", async () => {
    const { look, lookAfter, noMetadata, says, another, fleet, clock } = makeObserved(cassettes);
    noMetadata(3);
    says("otter", "compiling", "compiling", "compiling");
    await look(busy);
    await lookAfter(60, busy);
    const { alerts } = await lookAfter(600, busy);
    clock.advance(5_000);
    fleet.lists(busy);

    const report = await another().tick({ signal: new AbortController().signal });

    expect(alerts).toHaveLength(1);
    expect(report.appended).toEqual([]);
  });
});

describe("ObserverService.tick, of agents that ask", () => {
  it("raises a question that an agent came to rest with after 2 min, from its conversation", async () => {
    const { look, lookAfter, noMetadata, says } = makeObserved(cassettes);
    noMetadata(2);
    says("otter", "I can do either.\nWhich one do you want?");
    await look(busy);

    const rested = await lookAfter(30, idle);
    const waiting = await lookAfter(121, idle);
    const again = await lookAfter(5, idle);

    expect(rested.alerts).toEqual([]);
    expect(waiting.alerts).toMatchObject([
      { rule: "waiting_for_answer", evidence: 'It waits for an answer to "Which one do you want?".' },
    ]);
    expect(again.appended).toEqual([]);
  });

  it("believes a question in the report without asking", async () => {
    const { look, lookAfter, noMetadata } = makeObserved(cassettes);
    const asking = makeFleetRow("otter", { reports: [{ state: "idle", message: "Shall I merge?" }] });
    noMetadata(2);

    await look(asking);
    const { alerts } = await lookAfter(121, asking);

    expect(alerts).toMatchObject([{ rule: "waiting_for_answer" }]);
  });

  it("reads no conversation of agents that have rested for long", async () => {
    const { lookAfter, noMetadata } = makeObserved(cassettes);
    noMetadata(2);

    await lookAfter(16 * 60, idle);
    const { alerts } = await lookAfter(121, idle);

    expect(alerts).toEqual([]);
  });

  it("asks an agent again a minute later when its conversation could not be read", async () => {
    const { look, lookAfter, noMetadata, says } = makeObserved(cassettes);
    noMetadata(3);
    cassettes.answer("GET", messages, errorPage(502, "Bad gateway"));
    await look(busy);
    await lookAfter(30, idle);
    await lookAfter(121, idle);
    await lookAfter(5, idle);
    says("otter", "Which one?");

    const { alerts } = await lookAfter(60, idle);

    expect(alerts).toMatchObject([{ rule: "waiting_for_answer" }]);
  });
});
