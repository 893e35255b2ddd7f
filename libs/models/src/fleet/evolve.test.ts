import { describe, expect, it } from "@jest/globals";
import { makeEvents, minute } from "../../test/make-events.ts";
import { emptyLedger, evolve } from "./evolve.ts";

const otter = { workspaceId: "workspace-1" };
const born = { agent_name: "otter", project: "shop", role: "reviewer", owner_id: "user-1" };

const ledgerOf = (...what: Parameters<typeof makeEvents> extends [unknown, ...infer W] ? W : never) =>
  evolve(emptyLedger, makeEvents(otter, ...what)).agents.get("workspace-1");

describe("evolve", () => {
  it("returns the same ledger when nothing happened", () => {
    expect(evolve(emptyLedger, [])).toBe(emptyLedger);
  });

  it("knows an adopted agent by its name, status and build", () => {
    const agent = ledgerOf(["agent_adopted", { ...born, status: "idle", build_id: "build-1", report_at: minute(0) }]);

    expect(agent).toEqual({
      workspaceId: "workspace-1",
      name: "otter",
      project: "shop",
      role: "reviewer",
      ownerId: "user-1",
      version: 1,
      status: "idle",
      since: minute(1),
      reportAt: minute(0),
      upBuildId: "build-1",
      earlierTasks: [],
      durationsMs: [],
      tasksSucceeded: 0,
      tasksFailed: 0,
      restarts: 0,
      idleMs: 0,
      firstSeenAt: minute(1),
      alerts: [],
    });
  });

  it("leaves the status of a created agent open until it is seen", () => {
    expect(ledgerOf(["agent_created", { ...born, backend: "tasks" }])).toMatchObject({ name: "otter", version: 1 });
    expect(ledgerOf(["agent_created", { ...born, backend: "tasks" }])?.status).toBeUndefined();
  });

  it("keeps the reason and the time of a status, and adds up the time spent idle", () => {
    const agent = ledgerOf(
      ["agent_adopted", { ...born, status: "idle" }],
      ["agent_status_changed", { from: "idle", to: "busy", build_id: "build-1" }, minute(5)],
      ["agent_status_changed", { from: "busy", to: "idle" }, minute(10)],
      ["agent_status_changed", { from: "idle", to: "offline", reason: "lost", build_id: "build-2" }, minute(12)],
    );

    expect(agent).toMatchObject({ status: "offline", statusReason: "lost", since: minute(12), upBuildId: "build-1" });
    expect(agent?.idleMs).toBe(6 * 60_000);
  });

  it("takes a deletion for given up when the agent is up again", () => {
    const after = (to: "failed" | "idle") =>
      ledgerOf(
        ["agent_adopted", { ...born, status: "idle" }],
        ["agent_delete_requested", {}],
        ["agent_status_changed", { from: "idle", to }],
      )?.deleteRequestedAt;

    expect([after("failed"), after("idle")]).toEqual([minute(2), undefined]);
  });

  it("takes no idle time away when a clock was set back", () => {
    const agent = ledgerOf(
      ["agent_adopted", { ...born, status: "idle" }, minute(5)],
      ["agent_status_changed", { from: "idle", to: "busy" }, minute(1)],
    );

    expect(agent?.idleMs).toBe(0);
  });

  it("forgets no report for an older one or for a status without any", () => {
    const agent = ledgerOf(
      ["agent_adopted", { ...born, status: "idle", report_at: "2026-01-01T00:00:00.000002Z" }],
      ["agent_status_changed", { to: "busy", report_at: "2026-01-01T00:00:00.000001Z" }],
      ["agent_status_changed", { to: "stopped" }],
    );

    expect(agent?.reportAt).toBe("2026-01-01T00:00:00.000002Z");
  });

  it("counts restarts, and knows no build until the agent is up again", () => {
    const agent = ledgerOf(
      ["agent_adopted", { ...born, status: "idle", build_id: "build-1" }],
      ["agent_restarted", {}],
    );

    expect(agent).toMatchObject({ restarts: 1, restartedAt: minute(2), upBuildId: undefined });
  });

  it("keeps a deleted agent, and who deleted it", () => {
    const agent = ledgerOf(
      ["agent_adopted", { ...born, status: "idle" }],
      ["agent_delete_requested", {}],
      ["agent_deleted", { by: "us" }],
    );

    expect(agent).toMatchObject({ status: "deleted", deleteRequestedAt: minute(2), goneAt: minute(3), goneBy: "us" });
    expect(agent?.idleMs).toBe(2 * 60_000);
  });

  it("takes an agent back that was believed to be gone", () => {
    const agent = ledgerOf(
      ["agent_adopted", { ...born, status: "idle" }],
      ["agent_deleted", { by: "others" }],
      ["agent_adopted", { ...born, status: "busy" }],
    );

    expect(agent).toMatchObject({ status: "busy", goneAt: undefined, goneBy: undefined });
  });

  it("knows a renamed agent by its new name, and nothing else of it as new", () => {
    const agent = ledgerOf(
      ["agent_adopted", { ...born, status: "idle" }],
      ["agent_adopted", { ...born, agent_name: "beaver", status: "idle" }],
    );

    expect(agent).toMatchObject({ name: "beaver", since: minute(1), firstSeenAt: minute(1), idleMs: 0 });
  });

  it("keeps health and pull request", () => {
    const agent = ledgerOf(
      ["agent_health_changed", { healthy: false }],
      ["pull_request_changed", { url: "https://github.com/o/r/pull/1", status: "open" }],
    );

    expect(agent).toMatchObject({ name: "workspace-1", isHealthy: false, pullRequest: { status: "open" } });
  });

  it("knows how far it has come, the version of each stream and the fleet's own alerts", () => {
    const raised = { alert_id: "a", rule: "fleet_busy", severity: "info", cause: "c", evidence: "e" } as const;

    const ledger = evolve(
      emptyLedger,
      makeEvents("fleet", ["alert_raised", raised], ["alert_resolved", { alert_id: "a", by: "observer" }]),
    );

    expect(ledger).toMatchObject({ cursor: 2, version: 2 });
    expect(ledger.alerts).toMatchObject([{ alert: { alert_id: "a" }, resolvedBy: "observer" }]);
    expect(ledger.agents.size).toBe(0);
  });

  it("changes nothing of the ledger it continues", () => {
    const first = evolve(emptyLedger, makeEvents(otter, ["agent_adopted", { ...born, status: "idle" }]));

    evolve(first, makeEvents(otter, ["agent_deleted", { by: "us" }]));

    expect(first.agents.get("workspace-1")?.status).toBe("idle");
  });
});
