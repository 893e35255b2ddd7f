import type { Alert, FleetEvent } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { toAlertNotices } from "./alert-notice.ts";

const alert: Alert = {
  alert_id: "offline-0a1b2c3d",
  rule: "offline",
  severity: "critical",
  agent_name: "ant",
  evidence: "Offline for 70 s.",
  since: "2026-01-01T00:00:00.000Z",
  times_escalated: 0,
};
const envelope = {
  subject: { workspaceId: "w1" },
  occurredAt: "2026-01-01T00:01:00.000Z",
  recordedAt: "2026-01-01T00:01:00.000Z",
  origin: { actor: "observer" },
} as const;

describe("toAlertNotices", () => {
  it("tells what became of each alert, in the order of the events, and nothing else", () => {
    const { alert_id, rule, severity, evidence } = alert;
    const raised = { alert_id, rule, severity, evidence, cause: "since 12:00" };
    const appended: FleetEvent[] = [
      { ...envelope, id: "e1", seq: 1, version: 1, type: "alert_raised", data: raised },
      { ...envelope, id: "e2", seq: 2, version: 2, type: "agent_delete_requested", data: {} },
      { ...envelope, id: "e3", seq: 3, version: 3, type: "alert_escalated", data: { alert_id, severity } },
      { ...envelope, id: "e4", seq: 4, version: 4, type: "alert_resolved", data: { alert_id, by: "observer" } },
      {
        ...envelope,
        id: "e5",
        seq: 5,
        version: 5,
        type: "alert_resolved",
        data: { alert_id: "other", by: "observer" },
      },
    ];

    const notices = toAlertNotices({ appended, alerts: [alert] });

    expect(notices).toEqual([
      { id: "e1", type: "raised", at: envelope.occurredAt, alert },
      { id: "e3", type: "escalated", at: envelope.occurredAt, alert },
      { id: "e4", type: "resolved", at: envelope.occurredAt, alert },
    ]);
  });
});
