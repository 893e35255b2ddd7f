import { describe, expect, it } from "@jest/globals";
import { makeEvents, minute } from "../../test/make-events.ts";
import type { AlertRule } from "./alert.ts";
import { emptyLedger, evolve } from "./evolve.ts";

const otter = { workspaceId: "workspace-1" };
type What = Parameters<typeof makeEvents> extends [unknown, ...infer W] ? W : never;
const alertsOf = (...what: What) => evolve(emptyLedger, makeEvents(otter, ...what)).agents.get("workspace-1")?.alerts;

const born = ["agent_created", { agent_name: "otter", project: "shop", backend: "tasks" }] as const;
const raised = (id: string, rule: AlertRule = "offline") =>
  ["alert_raised", { alert_id: id, rule, severity: "warning", cause: `c-${id}`, evidence: "e" }] as const;

describe("evolve, of alerts", () => {
  it("keeps an alert with its cause and the agent's name", () => {
    expect(alertsOf(born, raised("a"))).toEqual([
      {
        alert: {
          alert_id: "a",
          rule: "offline",
          severity: "warning",
          agent_name: "otter",
          evidence: "e",
          since: minute(2),
          times_escalated: 0,
        },
        cause: "c-a",
        sayingSince: minute(2),
      },
    ]);
  });

  it("calls an agent by its new name when it was renamed", () => {
    const renamed = ["agent_adopted", { agent_name: "newt", project: "shop", status: "idle" }] as const;

    expect(alertsOf(born, raised("a"), renamed)).toMatchObject([{ alert: { agent_name: "newt" } }]);
  });

  it("escalates only the alert that is named", () => {
    const [first, second] =
      alertsOf(born, raised("a"), raised("b"), ["alert_escalated", { alert_id: "b", severity: "critical" }]) ?? [];

    expect(first?.alert).toMatchObject({ severity: "warning", times_escalated: 0 });
    expect(second).toMatchObject({ alert: { severity: "critical", times_escalated: 1 }, sayingSince: minute(4) });
  });

  it("keeps who resolved an alert, so that its cause is known", () => {
    const [only] =
      alertsOf(born, raised("a"), ["alert_resolved", { alert_id: "a", by: "manager", note: "seen" }]) ?? [];

    expect(only).toMatchObject({ cause: "c-a", resolvedBy: "manager" });
  });

  it("forgets the oldest of more than 20 settled ones, and no open one", () => {
    const ids = Array.from({ length: 22 }, (_, index) => `a${index}`);
    const settled = ids.slice(1).map((id) => ["alert_resolved", { alert_id: id, by: "observer" }] as const);

    const kept = alertsOf(born, ...ids.map((id) => raised(id)), ...settled)?.map(({ alert }) => alert.alert_id);

    expect(kept).toHaveLength(21);
    expect(kept?.slice(0, 2)).toEqual(["a0", "a2"]);
  });

  it("remembers the last settled one of each rule, however many of other rules were settled since", () => {
    const ids = Array.from({ length: 22 }, (_, index) => `a${index}`);
    const settle = (id: string) => ["alert_resolved", { alert_id: id, by: "manager" }] as const;
    const failed = [raised("f1", "task_failed"), raised("f2", "task_failed"), settle("f1"), settle("f2")];

    const kept = alertsOf(born, ...failed, ...ids.map((id) => raised(id)), ...ids.map(settle));

    expect(kept?.slice(0, 2).map(({ alert }) => alert.alert_id)).toEqual(["f2", "a2"]);
  });
});
