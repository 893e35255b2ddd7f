import { emptyLedger } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { makeRecord } from "../../test/make-record.ts";
import { toFleetStatus } from "./fleet-status.ts";

const now = Date.parse("2026-01-01T12:00:00Z");
const nothing = { agents: [], ledger: emptyLedger, notes: [], now };

const raised = (about: string, id: string, severity: "warning" | "critical") =>
  makeEvent(about, "alert_raised", { alert_id: id, rule: "offline", severity, cause: id, evidence: "It is gone." });

describe("toFleetStatus", () => {
  it("counts agents by status and project", () => {
    const agents = [
      makeRecord({ name: "ant", status: "busy" }),
      makeRecord({ name: "bee", status: "offline" }),
      makeRecord({ name: "cod", status: "failed", project: "docs-site" }),
      makeRecord({ name: "dab", status: "idle" }, { isHealthy: false }),
      makeRecord({ name: "eel", status: "idle" }),
      makeRecord({ name: "fox", status: "stopped" }),
    ];

    expect(toFleetStatus({ ...nothing, agents })).toMatchObject({
      total: 6,
      by_status: { busy: 1, offline: 1, failed: 1, idle: 2, stopped: 1 },
      by_project: { "shop-backend": 5, "docs-site": 1 },
      utilisation_percent: 16.7,
      offline_or_failed_percent: 33.3,
      healthy_percent: 50,
      computed_at: "2026-01-01T12:00:00.000Z",
    });
  });

  it("has a figure for everything in an empty fleet", () => {
    expect(toFleetStatus(nothing)).toEqual({
      total: 0,
      by_status: {},
      by_project: {},
      utilisation_percent: 0,
      offline_or_failed_percent: 0,
      healthy_percent: 100,
      last_hour: { started: 0, finished: 0, failed: 0 },
      last_day: { started: 0, finished: 0, failed: 0 },
      open_pull_requests: { total: 0, passing: 0, failing: 0, pending: 0, unknown: 0 },
      outliers: [],
      open_alerts: { total: 0 },
      computed_at: "2026-01-01T12:00:00.000Z",
    });
  });

  it("names who is idle the longest", () => {
    const agents = [
      makeRecord({ name: "ant", since: "2026-01-01T11:00:00Z" }),
      makeRecord({ name: "bee", since: "2026-01-01T10:00:00Z" }),
      makeRecord({ name: "cod", since: "2026-01-01T09:00:00Z", status: "busy" }),
    ];

    const { oldest_waiting } = toFleetStatus({ ...nothing, agents });

    expect(oldest_waiting).toEqual({ agent_name: "bee", since: "2026-01-01T10:00:00Z" });
  });

  it("counts tasks of the last hour and the last day", () => {
    const task = { task_id: "t", task: "Fix it", origin: "ordered" } as const;
    const ledger = makeLedger(
      makeEvent("ant-1", "task_started", { ...task, task_id: "s" }, "2025-12-31T11:59:00Z"),
      makeEvent("ant-1", "task_started", task, "2026-01-01T08:00:00Z"),
      makeEvent("ant-1", "task_succeeded", { task_id: "t", reported: true }, "2026-01-01T09:00:00Z"),
      makeEvent("ant-1", "task_started", { ...task, task_id: "u" }, "2026-01-01T11:10:00Z"),
      makeEvent("ant-1", "task_failed", { task_id: "u" }, "2026-01-01T11:20:00Z"),
    );

    expect(toFleetStatus({ ...nothing, ledger })).toMatchObject({
      last_hour: { started: 1, finished: 0, failed: 1 },
      last_day: { started: 2, finished: 1, failed: 1 },
    });
  });

  it("counts pull requests that may be open, each once", () => {
    const url = (id: number) => `https://github.com/o/r/pull/${id}`;
    const agents = [
      makeRecord({ name: "ant", pull_request: url(1) }),
      makeRecord({ name: "bee", pull_request: url(1) }),
      makeRecord({ name: "cod", pull_request: url(2) }),
      makeRecord({ name: "dab" }),
      makeRecord({ name: "eel" }),
    ];
    const ledger = makeLedger(
      makeEvent("ant-1", "pull_request_changed", { url: url(1), status: "open", check_status: "failing" }),
      makeEvent("dab-1", "pull_request_changed", { url: url(3), status: "merged", check_status: "passing" }),
      makeEvent("eel-1", "pull_request_changed", { url: url(4), status: "open", check_status: "passing" }),
      makeEvent("gone-1", "pull_request_changed", { url: url(5), status: "open", check_status: "pending" }),
    );

    const { open_pull_requests } = toFleetStatus({ ...nothing, agents, ledger });

    expect(open_pull_requests).toEqual({ total: 3, passing: 1, failing: 1, pending: 0, unknown: 1 });
  });

  it("counts open alerts, those of the fleet as well, and names the worst", () => {
    const ledger = makeLedger(
      raised("ant-1", "offline-1", "warning"),
      raised("fleet", "coder-1", "critical"),
      raised("bee-1", "offline-2", "critical"),
      makeEvent("bee-1", "alert_resolved", { alert_id: "offline-2", by: "observer" }),
    );

    expect(toFleetStatus({ ...nothing, ledger }).open_alerts).toEqual({ total: 2, worst: "critical" });
  });

  it("shows outliers of those who are there, ten at most, and says how many more there are", () => {
    const names = Array.from({ length: 60 }, (_, index) => `a${index}`);
    const restarts = names
      .slice(0, 12)
      .flatMap((name) => Array.from({ length: 9 }, () => makeEvent(`${name}-1`, "agent_restarted", {})));
    const ledger = makeLedger(...names.map((name) => makeAdopted(name, { status: "busy" })), ...restarts);
    const agents = names.map((name) => makeRecord({ name, status: "busy" }));

    const all = toFleetStatus({ ...nothing, agents, ledger });
    const without = toFleetStatus({ ...nothing, agents: agents.slice(12), ledger });

    expect(all.outliers).toHaveLength(10);
    expect(all.outliers[0]).toMatchObject({ measure: "restarts", value: 9, median: 0 });
    expect(all.notes).toEqual(["2 more outliers are not shown."]);
    expect(without.outliers).toEqual([]);
  });

  it("passes on what could not be known", () => {
    expect(toFleetStatus({ ...nothing, notes: ["The log is in memory only."] }).notes).toEqual([
      "The log is in memory only.",
    ]);
  });
});
