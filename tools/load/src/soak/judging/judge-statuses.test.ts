import { describe, expect, it } from "@jest/globals";
import type { AgentStatus, FleetEvent } from "@fleet-mcp/models";
import { makeLogged } from "../../../test/make-logged.ts";
import { judgeStatuses } from "./judge-statuses.ts";
import type { Stay } from "./stays.ts";

const check = "status not in the log as it was";
const adopted = (atMs: number, status: AgentStatus) =>
  makeLogged(atMs, "agent_adopted", { agent_name: "ant", project: "web", status });
const changed = (atMs: number, from: AgentStatus, to: AgentStatus) =>
  makeLogged(atMs, "agent_status_changed", { from, to });
const stay = (status: string, fromMs: number, toMs: number) => ({
  workspaceId: "w1",
  name: "ant",
  status,
  fromMs,
  toMs,
});
/** Somebody looks at the fleet every second, and each time finds something. */
const long = 50_000;
const everySecond = Array.from({ length: 50 }, (_, second) =>
  makeLogged(
    second * 1_000,
    "agent_status_changed",
    second % 2 ? { from: "busy", to: "idle" } : { from: "idle", to: "busy" },
    "w2",
  ),
);
const judge = (events: readonly FleetEvent[], stays: readonly Stay[]) =>
  judgeStatuses([...everySecond, ...events], stays);

describe("judgeStatuses", () => {
  it("finds nothing wrong with what is told once, soon enough", () => {
    const events = [adopted(1, "idle"), changed(3_000, "idle", "busy"), changed(long, "busy", "idle")];

    expect(judge(events, [stay("idle", 0, 1_000), stay("busy", 2_000, long - 500)])).toEqual([]);
  });

  it("finds a status that lasted and is not told", () => {
    expect(judge([adopted(1, "idle")], [stay("busy", 2_000, long)])).toEqual([
      { check, what: "ant was busy for 48 s; the log says idle" },
    ]);
  });

  it("finds an agent of which nothing is told", () => {
    expect(judge([], [stay("idle", 0, long)])).toHaveLength(1);
  });

  it("leaves alone what was over before the third look", () => {
    expect(judge([adopted(1, "idle")], [stay("busy", 500, 2_999)])).toEqual([]);
    expect(judge([adopted(1, "idle")], [stay("busy", 500, 3_000)])).toHaveLength(1);
  });

  it("leaves alone what nobody looked at", () => {
    expect(judge([adopted(1, "idle")], [stay("busy", 49_000, 90_000)])).toEqual([]);
  });

  it("finds a change that was told twice, and one that does not go on from the last", () => {
    const events = [
      adopted(1, "idle"),
      changed(2, "idle", "busy"),
      changed(3, "idle", "busy"),
      changed(4, "idle", "failed"),
    ];

    expect(judge(events, [])).toEqual([
      { check, what: "w1 went from idle to busy after it was busy" },
      { check, what: "w1 went from idle to failed after it was busy" },
    ]);
  });

  it("finds changes that never were, late in what lasted", () => {
    const events = [adopted(1, "idle"), changed(4_500, "idle", "busy"), changed(4_600, "busy", "idle")];

    expect(judge(events, [stay("idle", 0, long)])).toEqual([
      { check, what: "ant was idle for 50 s; the log says idle, busy, idle" },
    ]);
  });

  it("finds a status told twice in what was one", () => {
    const events = [
      adopted(1, "idle"),
      changed(5, "idle", "busy"),
      changed(6, "busy", "idle"),
      changed(7, "idle", "busy"),
    ];

    expect(judge(events, [stay("busy", 2, long)])).toEqual([
      { check, what: "ant was busy for 50 s; the log says so 2 times" },
    ]);
  });

  it("lets the log know better when a machine is not reached", () => {
    const events = [adopted(1, "busy"), changed(4_500, "busy", "offline"), changed(4_600, "offline", "busy")];

    expect(judge(events, [stay("busy", 0, long)])).toEqual([]);
  });

  it("knows an agent that is gone", () => {
    const events = [adopted(1, "idle"), makeLogged(9, "agent_deleted", { by: "us" })];

    expect(judge(events, [stay("deleted", 5, long)])).toEqual([]);
  });
});
