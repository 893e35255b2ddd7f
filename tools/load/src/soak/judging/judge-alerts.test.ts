import { describe, expect, it } from "@jest/globals";
import { makeLogged } from "../../../test/make-logged.ts";
import { judgeAlerts } from "./judge-alerts.ts";

const raised = (atMs: number, cause: string, alert_id = `a-${cause}`) =>
  makeLogged(atMs, "alert_raised", {
    alert_id,
    rule: "task_failed",
    severity: "warning",
    cause,
    evidence: "It failed.",
  });
const resolved = (atMs: number, cause: string) =>
  makeLogged(atMs, "alert_resolved", { alert_id: `a-${cause}`, by: "observer" });
const escalated = (atMs: number, cause: string) =>
  makeLogged(atMs, "alert_escalated", { alert_id: `a-${cause}`, severity: "critical" });
const started = (atMs: number, task_id: string) =>
  makeLogged(atMs, "task_started", { task_id, task: "Sing", origin: "ordered" });
const failed = (atMs: number, task_id: string) => makeLogged(atMs, "task_failed", { task_id });
const endMs = 1_000;
const looks = [100, 200, 300].map((atMs) => makeLogged(atMs, "agent_status_changed", { to: "busy" }, "w2"));

describe("judgeAlerts", () => {
  it("finds nothing wrong with an alert that is raised, escalated and resolved", () => {
    const events = [started(1, "t1"), failed(2, "t1"), raised(3, "t1"), escalated(4, "t1"), resolved(5, "t1")];

    expect(judgeAlerts(events, endMs)).toEqual([]);
  });

  it("finds one that was raised again for the same cause", () => {
    expect(judgeAlerts([raised(1, "t1"), resolved(2, "t1"), raised(3, "t1", "a-other")], endMs)).toEqual([
      { check: "alert doubled", what: "task_failed of w1 for t1 was raised again" },
    ]);
  });

  it("finds one that was settled twice, or never raised", () => {
    const events = [raised(1, "t1"), resolved(2, "t1"), resolved(3, "t1"), escalated(4, "t2")];

    expect(judgeAlerts(events, endMs).map(({ what }) => what)).toEqual([
      "alert_resolved of a-t1, which was not open",
      "alert_escalated of a-t2, which was not open",
    ]);
  });

  it("finds a failed task that nobody was told of", () => {
    expect(judgeAlerts([started(1, "t1"), failed(2, "t1"), ...looks], endMs)).toEqual([
      { check: "alert lost", what: "no alert says that t1 of w1 failed" },
    ]);
  });

  it.each([
    ["is overtaken by the next", [started(1, "t1"), failed(2, "t1"), started(3, "t2")]],
    ["ends when its agent does", [started(1, "t1"), failed(2, "t1"), makeLogged(3, "agent_deleted", { by: "us" })]],
    ["is not the latest", [started(1, "t1"), started(2, "t2"), failed(3, "t1")]],
    ["has just failed", [started(1, "t1"), failed(150, "t1")]],
    ["is nowhere known", [makeLogged(2, "task_failed", {})]],
  ])("expects none for a task that %s", (_what, events) => {
    expect(judgeAlerts([...events, ...looks], endMs)).toEqual([]);
  });

  it("expects none before the third look", () => {
    expect(judgeAlerts([started(1, "t1"), failed(2, "t1"), ...looks.slice(1)], endMs)).toEqual([]);
  });
});
