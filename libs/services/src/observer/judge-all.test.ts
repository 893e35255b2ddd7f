import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { makeRecord } from "../../test/make-record.ts";
import { defaultThresholds } from "../alerts/rules/alert-thresholds.ts";
import { judgeAll } from "./judge-all.ts";

const raised = {
  alert_id: "offline-1",
  rule: "offline",
  severity: "warning",
  cause: "2026-01-01T12:00:00.000Z",
  evidence: "Its machine does not answer.",
} as const;

describe("judgeAll", () => {
  it("settles an alert once of an agent that was deleted after it was listed", () => {
    const seen = makeRecord({ status: "idle" });
    const ledger = makeLedger(
      makeAdopted("otter"),
      makeEvent("otter-1", "alert_raised", raised),
      makeEvent("otter-1", "agent_deleted", { by: "us" }),
    );
    const agents = [...ledger.agents.values()];

    const changes = judgeAll({
      ledger,
      fleet: [seen],
      problem: undefined,
      present: agents.map((agent) => ({ agent, seen })),
      words: () => undefined,
      tokenExpiresAt: "never",
      now: Date.parse("2026-01-01T12:00:05.000Z"),
      thresholds: defaultThresholds,
    });

    expect(changes.map(({ type, data }) => [type, data])).toEqual([
      ["alert_resolved", { alert_id: "offline-1", by: "observer" }],
    ]);
  });
});
