import { useCassettes } from "@fleet-mcp/testing";
import type { HandWritten } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { makeObserved } from "../../test/make-observed.ts";
import { errorPage, ok } from "../../test/script-coder.ts";
import { makeFleetRow } from "../../test/script-fleet.ts";

const cassettes = useCassettes();
const row = makeFleetRow("otter");

/** An idle agent that never reports, with a task given 5 s after the first look. */
async function given(delivery: "delivered" | "unknown") {
  const observed = makeObserved(cassettes);
  observed.noMetadata();
  await observed.look(row);
  const sent = { input_id: "i", task_id: "t1", input_type: "task", delivery } as const;
  await observed.repositories.events.append([
    makeEvent("otter-1", "task_started", { task_id: "t1", task: "x", origin: "ordered" }, "2026-01-01T00:01:35.000Z"),
    makeEvent("otter-1", "task_input_sent", sent, "2026-01-01T00:01:35.000Z"),
  ]);
  const cli = (...answers: readonly HandWritten[]) =>
    answers.forEach((answer) => cassettes.answer("GET", "/@riley/otter.main/apps/ai/status", answer));
  return { ...observed, cli };
}

describe("ObserverService.tick, of agents that do not report", () => {
  it("ends a task once the CLI says that it no longer works", async () => {
    const { lookAfter, cli } = await given("delivered");
    cli(ok({ status: "running" }), ok({ status: "stable" }));

    const early = await lookAfter(29, row);
    const working = await lookAfter(1, row);
    const over = await lookAfter(5, row);
    const after = await lookAfter(5, row);

    expect([early.appended, working.appended, after.appended]).toEqual([[], [], []]);
    expect(over.appended).toMatchObject([
      { type: "task_succeeded", data: { task_id: "t1", reported: false, duration_ms: 30_000 } },
    ]);
  });

  it("leaves a task alone when the CLI cannot be asked", async () => {
    const { lookAfter, cli } = await given("delivered");
    cli(errorPage(502, "Bad gateway"));

    expect((await lookAfter(30, row)).appended).toEqual([]);
  });

  it("ends no task that may never have arrived", async () => {
    const { lookAfter } = await given("unknown");

    expect((await lookAfter(30, row)).appended).toEqual([]);
  });
});
