import type { NewFleetEvent } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../../test/make-event.ts";
import { makeLedger } from "../../../test/make-ledger.ts";
import { settleAlerts } from "./settle-alerts.ts";
import type { Judged } from "./settle-alerts.ts";
import type { Verdict } from "./verdict.ts";

const noon = Date.parse("2026-01-01T12:00:00.000Z");
const otter = { workspaceId: "otter-1" };

const cause = (name: string, isDue = true): Verdict => ({ severity: "warning", cause: name, evidence: "e", isDue });

const raised = (severity: "info" | "warning" | "critical" = "warning", about = "otter-1") =>
  makeEvent(about, "alert_raised", { alert_id: "a", rule: "offline", severity, cause: "c1", evidence: "e" });
const resolved = (by: "observer" | "manager", about = "otter-1") =>
  makeEvent(about, "alert_resolved", { alert_id: "a", by });

interface Before {
  readonly minutes?: number;
  readonly known?: readonly NewFleetEvent[];
  readonly subject?: Judged["subject"];
}

function settle(verdict: Verdict, { minutes = 0, known = [], subject = otter }: Before = {}) {
  const ledger = makeLedger(makeAdopted("otter"), ...known);
  return settleAlerts({
    subject,
    known: (subject === "fleet" ? ledger.alerts : ledger.agents.get("otter-1")?.alerts) ?? [],
    verdicts: new Map([["offline", verdict]]),
    now: noon + minutes * 60_000,
    thresholds: { escalateSeconds: 1_800 },
  });
}

describe("settleAlerts", () => {
  it("raises a cause under an id of its rule that is always the same", () => {
    const [first] = settle(cause("c1"));
    const [again] = settle(cause("c1"));
    const [other] = settle(cause("c2"));

    expect(first).toEqual({
      type: "alert_raised",
      data: {
        alert_id: expect.stringMatching(/^offline-[0-9a-f]{8}$/),
        rule: "offline",
        severity: "warning",
        cause: "c1",
        evidence: "e",
      },
    });
    expect(again).toEqual(first);
    expect(other?.data.alert_id).not.toBe(first?.data.alert_id);
  });

  it("raises nothing before it is due, and nothing that is known", () => {
    expect(settle(cause("c1", false))).toEqual([]);
    expect(settle(cause("c1"), { known: [raised()] })).toEqual([]);
    expect(settle(cause("c1"), { known: [raised(), resolved("manager")] })).toEqual([]);
    expect(settle(cause("c1"), { known: [raised(), resolved("observer")] })).toEqual([]);
  });

  it("resolves an alert when its cause has ended", () => {
    expect(settle(undefined, { known: [raised()] })).toEqual([
      { type: "alert_resolved", data: { alert_id: "a", by: "observer" } },
    ]);
  });

  it("resolves one cause and raises the next", () => {
    expect(settle(cause("c2"), { known: [raised()] }).map(({ type }) => type)).toEqual([
      "alert_resolved",
      "alert_raised",
    ]);
  });

  it("leaves everything as it is when nothing can be known", () => {
    expect(settle("unknown", { known: [raised()], minutes: 600 })).toEqual([]);
  });

  it("keeps an alert open whose cause is not due any more but still there", () => {
    expect(settle(cause("c1", false), { known: [raised()] })).toEqual([]);
  });

  it("escalates what nobody has settled for half an hour, each time by one", () => {
    const escalated = makeEvent(
      "otter-1",
      "alert_escalated",
      { alert_id: "a", severity: "critical" },
      "2026-01-01T12:30:00Z",
    );

    expect(settle(cause("c1"), { known: [raised("info")], minutes: 29 })).toEqual([]);
    expect(settle(cause("c1"), { known: [raised("info")], minutes: 30 })).toEqual([
      { type: "alert_escalated", data: { alert_id: "a", severity: "warning" } },
    ]);
    expect(settle(cause("c1"), { known: [raised(), escalated], minutes: 59 })).toEqual([]);
    expect(settle(cause("c1"), { known: [raised(), escalated], minutes: 60 })).toMatchObject([
      { type: "alert_escalated", data: { severity: "critical" } },
    ]);
  });

  it("does not escalate what a manager has settled", () => {
    const ofFleet = [raised("info", "fleet"), resolved("manager", "fleet")];

    expect(settle(cause("c1"), { known: [raised(), resolved("manager")], minutes: 600 })).toEqual([]);
    expect(settle(cause("c1"), { known: ofFleet, subject: "fleet", minutes: 600 })).toEqual([]);
  });

  it("keeps in mind that trouble of the fleet has ended after a manager settled it", () => {
    const known = [raised("info", "fleet"), resolved("manager", "fleet")];

    expect(settle(undefined, { known, subject: "fleet" })).toMatchObject([{ type: "alert_resolved" }]);
    expect(settle(undefined, { known: [...known, resolved("observer", "fleet")], subject: "fleet" })).toEqual([]);
    expect(settle(undefined, { known: [raised(), resolved("manager")] })).toEqual([]);
  });
});
