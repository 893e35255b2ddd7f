import { describe, expect, it } from "@jest/globals";
import type { AgentStatus } from "@fleet-mcp/models";
import { makeLogged } from "../../../test/make-logged.ts";
import { judgeStatuses, noticedMs } from "./judge-statuses.ts";

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
const long = 2 * noticedMs;

describe("judgeStatuses", () => {
  it("finds nothing wrong with what is told once, soon enough", () => {
    const events = [adopted(1, "idle"), changed(3_000, "idle", "busy"), changed(long, "busy", "idle")];

    expect(judgeStatuses(events, [stay("idle", 0, 1_000), stay("busy", 2_000, long - 500)])).toEqual([]);
  });

  it("finds a status that lasted and is not told", () => {
    expect(judgeStatuses([adopted(1, "idle")], [stay("busy", 2_000, long)])).toEqual([
      { check, what: "ant was busy for 48 s; the log says idle" },
    ]);
  });

  it("finds an agent of which nothing is told", () => {
    expect(judgeStatuses([], [stay("idle", 0, long)])).toHaveLength(1);
  });

  it("leaves alone what lasted too short to be noticed for certain", () => {
    expect(judgeStatuses([adopted(1, "idle")], [stay("busy", 0, noticedMs - 1)])).toEqual([]);
  });

  it("finds a change that was told twice, and one that does not go on from the last", () => {
    const events = [
      adopted(1, "idle"),
      changed(2, "idle", "busy"),
      changed(3, "idle", "busy"),
      changed(4, "idle", "failed"),
    ];

    expect(judgeStatuses(events, [])).toEqual([
      { check, what: "w1 went from idle to busy after it was busy" },
      { check, what: "w1 went from idle to failed after it was busy" },
    ]);
  });

  it("finds changes that never were, late in what lasted", () => {
    const events = [adopted(1, "idle"), changed(noticedMs + 2, "idle", "busy"), changed(noticedMs + 3, "busy", "idle")];

    expect(judgeStatuses(events, [stay("idle", 0, long)])).toEqual([
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

    expect(judgeStatuses(events, [stay("busy", 2, long)])).toEqual([
      { check, what: "ant was busy for 50 s; the log says so 2 times" },
    ]);
  });

  it("lets the log know better when a machine is not reached", () => {
    const events = [
      adopted(1, "busy"),
      changed(noticedMs + 2, "busy", "offline"),
      changed(noticedMs + 3, "offline", "busy"),
    ];

    expect(judgeStatuses(events, [stay("busy", 0, long)])).toEqual([]);
  });

  it("knows an agent that is gone", () => {
    const events = [adopted(1, "idle"), makeLogged(9, "agent_deleted", { by: "us" })];

    expect(judgeStatuses(events, [stay("deleted", 5, long)])).toEqual([]);
  });
});
