import { describe, expect, it } from "@jest/globals";
import { makeEvents, minute } from "../../test/make-events.ts";
import { emptyLedger, evolve } from "./evolve.ts";

const otter = { workspaceId: "workspace-1" };
type What = Parameters<typeof makeEvents> extends [unknown, ...infer W] ? W : never;
const alertsOf = (...what: What) => evolve(emptyLedger, makeEvents(otter, ...what)).agents.get("workspace-1")?.alerts;

const born = ["agent_created", { agent_name: "otter", project: "shop", backend: "tasks" }] as const;
const raised = (id: string) =>
  ["alert_raised", { alert_id: id, rule: "offline", severity: "warning", cause: `c-${id}`, evidence: "e" }] as const;

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

    const kept = alertsOf(born, ...ids.map(raised), ...settled)?.map(({ alert }) => alert.alert_id);

    expect(kept).toHaveLength(21);
    expect(kept?.slice(0, 2)).toEqual(["a0", "a2"]);
  });
});
