import { describe, expect, it } from "@jest/globals";
import type { AlertRule, FleetEvent } from "@fleet-mcp/models";
import { makeLogged } from "../../../test/make-logged.ts";
import { judgeFailedBuilds } from "./judge-failed-builds.ts";

const long = 50_000;
const everySecond = Array.from({ length: 50 }, (_, second) =>
  makeLogged(second * 1_000, "agent_status_changed", { from: "busy", to: "idle" }, "w2"),
);
const raised = (atMs: number, alert_id: string, rule: AlertRule = "start_failed") =>
  makeLogged(atMs, "alert_raised", { alert_id, rule, severity: "critical", cause: alert_id, evidence: "It failed." });
const resolved = (atMs: number, alert_id: string) => makeLogged(atMs, "alert_resolved", { alert_id, by: "observer" });
const stay = (status: string, fromMs: number, toMs: number) => ({
  workspaceId: "w1",
  name: "ant",
  status,
  fromMs,
  toMs,
});
const judge = (events: readonly FleetEvent[], ...stays: Parameters<typeof judgeFailedBuilds>[1]) =>
  judgeFailedBuilds([...everySecond, ...events], stays);

describe("judgeFailedBuilds", () => {
  it("finds nothing wrong with an alert for as long as the agent stays failed", () => {
    const events = [raised(3_000, "a1"), resolved(21_000, "a1"), raised(41_000, "a2")];

    expect(
      judge(events, stay("failed", 2_500, 20_000), stay("idle", 20_000, 40_000), stay("failed", 40_000, long)),
    ).toEqual([]);
  });

  it("finds an agent that stays failed without an alert", () => {
    expect(judge([raised(3_000, "a1", "offline")], stay("failed", 2_500, 20_000))).toEqual([
      { check: "alert lost", what: "0 alerts say ant failed" },
    ]);
  });

  it("finds one that was resolved too soon", () => {
    expect(judge([raised(3_000, "a1"), resolved(4_000, "a1")], stay("failed", 2_500, 20_000))).toHaveLength(1);
  });

  it("finds two alerts for one failure", () => {
    expect(judge([raised(3_000, "a1"), raised(3_000, "a2")], stay("failed", 2_500, 20_000))).toEqual([
      { check: "alert doubled", what: "2 alerts say ant failed" },
    ]);
  });

  it.each(["idle", "deleted", "starting"])("finds an alert that stays open when the agent is %s", (status) => {
    expect(judge([raised(3_000, "a1")], stay(status, 10_000, 20_000))).toEqual([
      { check: "alert not resolved", what: `start_failed of ant is open while it is ${status}` },
    ]);
  });

  it("leaves alone what was over before the third look", () => {
    expect(judge([], stay("failed", 2_500, 5_500))).toEqual([]);
  });
});
