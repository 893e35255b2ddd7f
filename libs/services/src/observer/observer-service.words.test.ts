import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { makeObserved } from "../../test/make-observed.ts";
import type { TickReport } from "./observer-service.ts";
import { errorPage, ok } from "../../test/script-coder.ts";
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
      { rule: "no_output", severity: "warning", evidence: "Busy, but nothing new in its conversation for 11 min." },
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

  it("raises nothing about a silence during which the conversation could not be read", async () => {
    const { look, lookAfter, noMetadata, says } = makeObserved(cassettes);
    noMetadata(7);
    says("otter", "compiling");
    for (let time = 0; time < 5; time++) cassettes.answer("GET", messages, errorPage(502, "Bad gateway"));
    await look(busy);
    await lookAfter(60, busy);

    const reports = [
      await lookAfter(150, busy),
      await lookAfter(150, busy),
      await lookAfter(150, busy),
      await lookAfter(150, busy),
      await lookAfter(150, busy),
    ];

    expect(reports.flatMap(({ alerts }) => alerts)).toEqual([]);
  });

  it("counts the silence from the last word, not from when that was read", async () => {
    const { look, lookAfter, noMetadata, saysAt } = makeObserved(cassettes);
    noMetadata(6);
    saysAt("otter", "one", "2026-01-01T00:01:31Z");
    for (let time = 0; time < 5; time++) saysAt("otter", "two", "2026-01-01T00:02:40Z");
    await look(busy);
    for (const seconds of [60, 150, 150, 150]) await lookAfter(seconds, busy);

    const before = await lookAfter(159, busy);
    const due = await lookAfter(1, busy);

    expect(before.alerts).toEqual([]);
    expect(due.alerts).toMatchObject([{ rule: "no_output" }]);
  });

  it("believes no machine's clock about a time before anybody looked", async () => {
    const { look, lookAfter, noMetadata, saysAt } = makeObserved(cassettes);
    noMetadata(2);
    saysAt("otter", "one", "2025-12-31T00:00:00Z");
    await look(busy);

    expect((await lookAfter(1_200, busy)).alerts).toEqual([]);
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

  it("raises the next question too, and settles the first, when no look fell into the work between them", async () => {
    const { look, lookAfter, noMetadata, says } = makeObserved(cassettes);
    const worked = [
      { state: "idle", message: "more" },
      { state: "working", message: "more" },
      { state: "idle", message: "on it" },
      { state: "working", message: "on it" },
    ];
    const again = makeFleetRow("otter", { reports: worked });
    noMetadata(3);
    says("otter", "Which one?", "And which colour?");
    await look(busy);
    await lookAfter(30, idle);
    const first = await lookAfter(121, idle);

    const answered = await lookAfter(5, again);
    const second = await lookAfter(121, again);

    expect(first.alerts).toMatchObject([{ evidence: 'It waits for an answer to "Which one?".' }]);
    expect(answered.appended.map(({ type }) => type)).toEqual(["task_started", "task_succeeded", "alert_resolved"]);
    expect(second.alerts).toMatchObject([{ evidence: 'It waits for an answer to "And which colour?".' }]);
  });

  it("raises the question of an agent that never reports, after each task of ours", async () => {
    const { clock, look, lookAfter, noMetadata, says, repositories } = makeObserved(cassettes);
    const quiet = makeFleetRow("otter");
    const sent = { input_id: "i", task_id: "t1", input_type: "task", delivery: "delivered" } as const;
    noMetadata(3);
    says("otter", "Ready.", "Which one?");
    cassettes.answer("GET", "/@riley/otter.main/apps/ai/status", ok({ status: "stable" }));
    await look(quiet);
    await lookAfter(125, quiet);
    const at = new Date(clock.now()).toISOString();
    await repositories.events.append([
      makeEvent("otter-1", "task_started", { task_id: "t1", task: "x", origin: "ordered" }, at),
      makeEvent("otter-1", "task_input_sent", sent, at),
    ]);
    await lookAfter(40, quiet);

    const { alerts } = await lookAfter(121, quiet);

    expect(alerts).toMatchObject([{ rule: "waiting_for_answer" }]);
  });

  it("raises what was asked while nobody looked, and escalates it after a restart of ours", async () => {
    const { look, lookAfter, noMetadata, says, another, clock, fleet } = makeObserved(cassettes);
    noMetadata(3);
    says("otter", "Which one?", "Which one?");
    await look(busy);

    const late = await lookAfter(3_600, idle);
    clock.advance(1_800_000);
    fleet.lists(idle);
    const later = await another().tick(anyCall());

    expect(late.alerts).toMatchObject([{ rule: "waiting_for_answer" }]);
    expect(later.alerts).toMatchObject([{ rule: "waiting_for_answer", times_escalated: 1 }]);
  });

  it("reads eight of those who asked while nobody looked, and the rest at the next look", async () => {
    const { look, lookAfter, noMetadata, says } = makeObserved(cassettes);
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    const working = { state: "working", message: "on it" };
    const [at, after] = [[working], [{ state: "idle", message: "on it" }, working]];
    const rows = (reports: typeof at) => names.map((name) => makeFleetRow(name, { reports }));
    const waiting = ({ alerts }: TickReport) => alerts.filter(({ rule }) => rule === "waiting_for_answer").length;
    noMetadata(20);
    for (const name of names) says(name, "Which one?");
    await look(...rows(at));

    const first = await lookAfter(3_600, ...rows(after));
    const second = await lookAfter(5, ...rows(after));

    expect([waiting(first), waiting(second)]).toEqual([8, 2]);
  });

  it("believes a question in the report without asking", async () => {
    const { look, lookAfter, noMetadata } = makeObserved(cassettes);
    const asking = makeFleetRow("otter", { reports: [{ state: "idle", message: "Shall I merge?" }] });
    noMetadata(2);

    await look(asking);
    const { alerts } = await lookAfter(121, asking);

    expect(alerts).toMatchObject([{ rule: "waiting_for_answer" }]);
  });

  it("reads no conversation of agents that had rested for long when they were met", async () => {
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
