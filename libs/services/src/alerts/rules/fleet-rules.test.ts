import type { NewFleetEvent } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../../test/make-event.ts";
import { makeLedger } from "../../../test/make-ledger.ts";
import { makeRecord } from "../../../test/make-record.ts";
import { defaultThresholds } from "./alert-thresholds.ts";
import { judgeFleet } from "./fleet-rules.ts";
import type { FleetFacts } from "./fleet-rules.ts";

const now = Date.parse("2026-01-01T12:00:00.000Z");

const judge = (facts: Partial<FleetFacts>) =>
  judgeFleet({
    now,
    problem: undefined,
    agents: [],
    tokenExpiresAt: "never",
    known: [],
    thresholds: defaultThresholds,
    ...facts,
  });

const fleetOf = (busy: number, idle: number) => [
  ...Array.from({ length: busy }, (_, index) => makeRecord({ name: `busy-${index}`, status: "busy" })),
  ...Array.from({ length: idle }, (_, index) => makeRecord({ name: `idle-${index}` })),
];

const raised = (rule: "fleet_busy" | "coder_unreachable") =>
  makeEvent("fleet", "alert_raised", { alert_id: "a", rule, severity: "info", cause: "then", evidence: "e" });
const resolved = (by: "observer" | "manager") => makeEvent("fleet", "alert_resolved", { alert_id: "a", by });

describe("judgeFleet", () => {
  it("finds nothing in a fleet that is well", () => {
    expect([...judge({ agents: fleetOf(1, 5) }).values()]).toEqual([undefined, undefined, undefined]);
  });

  it("says that Coder cannot be reached, and judges nobody then", () => {
    const verdicts = judge({ problem: "Coder did not answer.", agents: undefined });

    expect(verdicts.get("coder_unreachable")).toEqual({
      severity: "critical",
      cause: "2026-01-01T12:00:00.000Z",
      evidence: "Coder could not list the fleet: Coder did not answer.",
      isDue: true,
    });
    expect(verdicts.get("fleet_busy")).toBe("unknown");
  });

  it("does not know whether Coder is there when it refused for our own reasons", () => {
    expect(judge({ agents: undefined }).get("coder_unreachable")).toBe("unknown");
  });

  it("says that 90 percent of five agents or more are busy", () => {
    expect(judge({ agents: fleetOf(9, 1) }).get("fleet_busy")).toMatchObject({
      severity: "info",
      evidence: "9 of 10 agents are busy (90 %).",
      isDue: true,
    });
    expect(judge({ agents: fleetOf(4, 0) }).get("fleet_busy")).toBeUndefined();
  });

  it("takes a busy fleet for calm again only when ten percent less are busy", () => {
    const busy = (count: number, idle: number) =>
      judge({ agents: fleetOf(count, idle), known: makeLedger(raised("fleet_busy")).alerts }).get("fleet_busy");

    expect(busy(8, 1)).toMatchObject({ cause: "then", isDue: false });
    expect(busy(8, 2)).toMatchObject({ cause: "then", isDue: false });
    expect(busy(7, 2)).toBeUndefined();
  });

  it("takes trouble that goes on for the same, also when a manager has settled it, and for a new one after its end", () => {
    const agents = fleetOf(5, 0);
    const causeAfter = (...events: readonly NewFleetEvent[]) =>
      judge({ agents, known: makeLedger(...events).alerts }).get("fleet_busy");

    expect(causeAfter(raised("fleet_busy"))).toMatchObject({ cause: "then" });
    expect(causeAfter(raised("fleet_busy"), resolved("manager"))).toMatchObject({ cause: "then" });
    expect(causeAfter(raised("fleet_busy"), resolved("observer"))).toMatchObject({ cause: "2026-01-01T12:00:00.000Z" });
    expect(causeAfter(raised("coder_unreachable"))).toMatchObject({ cause: "2026-01-01T12:00:00.000Z" });
  });

  it("says that the token expires within a day, or has", () => {
    const hourMs = 3_600_000;

    expect(judge({ tokenExpiresAt: now + 25 * hourMs }).get("token_expires")).toMatchObject({ isDue: false });
    expect(judge({ tokenExpiresAt: now + 23 * hourMs }).get("token_expires")).toEqual({
      severity: "warning",
      cause: "2026-01-02T11:00:00.000Z",
      evidence: "Coder's token expires in 23 h, at 2026-01-02T11:00:00.000Z.",
      isDue: true,
    });
    expect(judge({ tokenExpiresAt: now - 1 }).get("token_expires")).toMatchObject({
      evidence: "Coder's token expired at 2026-01-01T11:59:59.999Z.",
    });
    expect(judge({ tokenExpiresAt: "unknown" }).get("token_expires")).toBe("unknown");
  });
});
