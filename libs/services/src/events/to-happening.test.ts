import type { NewFleetEvent } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger, placed } from "../../test/make-ledger.ts";
import { toHappening } from "./to-happening.ts";

const ledger = makeLedger(makeAdopted("otter"));
const tell = (event: NewFleetEvent) => placed(event).map((each) => toHappening(each, ledger).what)[0];
const otter = "otter-1";
const input = { input_id: "i", input_type: "text", input: "go on", delivery: "delivered" } as const;

describe("toHappening", () => {
  it("says to whom and when", () => {
    const [event] = placed(makeEvent(otter, "agent_restarted", {}, "2026-01-01T13:00:00Z"));

    expect(event && toHappening(event, ledger)).toEqual({
      agent_name: "otter",
      what: "was restarted",
      at: "2026-01-01T13:00:00Z",
    });
  });

  it("names nobody for what concerns the whole fleet", () => {
    const [event] = placed(makeEvent("fleet", "alert_resolved", { alert_id: "coder-1", by: "observer" }));

    expect(event && toHappening(event, ledger)).toEqual({
      what: "alert coder-1 was resolved by itself",
      at: "2026-01-01T12:00:00.000Z",
    });
  });

  it("tells the life of an agent", () => {
    expect([
      tell(makeAdopted("otter")),
      tell(makeEvent(otter, "agent_created", { agent_name: "otter", project: "shop", backend: "tasks" })),
      tell(makeEvent(otter, "agent_status_changed", { to: "offline", reason: "It left." })),
      tell(makeEvent(otter, "agent_health_changed", { healthy: true })),
      tell(makeEvent(otter, "agent_health_changed", { healthy: false, reason: "disk full" })),
      tell(makeEvent(otter, "agent_delete_requested", {})),
      tell(makeEvent(otter, "agent_deleted", { by: "us" })),
      tell(makeEvent(otter, "agent_deleted", { by: "others" })),
    ]).toEqual([
      "was found, idle",
      "was created from shop",
      "became offline (It left.)",
      "became healthy",
      "became unhealthy (disk full)",
      "is to be deleted",
      "was deleted",
      "was deleted by somebody else",
    ]);
  });

  it("tells how tasks went, in the agent's words as a quotation", () => {
    expect([
      tell(makeEvent(otter, "task_started", { task_id: "t", task: 'Fix "it"\nnow', origin: "ordered" })),
      tell(makeEvent(otter, "task_started", { task_id: "t", task: "Tidy up", origin: "observed" })),
      tell(makeEvent(otter, "task_cancelled", {})),
      tell(makeEvent(otter, "task_succeeded", { reported: true, outcome: "Done." })),
      tell(makeEvent(otter, "task_succeeded", { reported: false })),
      tell(makeEvent(otter, "task_failed", { outcome: "x".repeat(200) })),
    ]).toEqual([
      "was given the task \"Fix 'it' now\"",
      'began by itself the task "Tidy up"',
      "had its task cancelled",
      'finished its task: "Done."',
      "came to rest without a reported outcome",
      `failed at its task: "${"x".repeat(119)}…"`,
    ]);
  });

  it("tells of inputs no more than is known", () => {
    expect([
      tell(makeEvent(otter, "task_input_sent", { ...input, input_type: "task", delivery: "sending" })),
      tell(makeEvent(otter, "task_input_sent", input)),
      tell(makeEvent(otter, "task_input_sent", { ...input, delivery: "refused" })),
      tell(makeEvent(otter, "task_input_sent", { input_id: "i", input_type: "key", delivery: "unknown" })),
    ]).toEqual([
      "is being sent its task",
      'was sent the text "go on"',
      'refused the text "go on"',
      'may have been sent the key ""',
    ]);
  });

  it("tells of pull requests and alerts", () => {
    const alert = { alert_id: "a-1", rule: "offline", severity: "warning", cause: "c", evidence: "It left." } as const;
    const url = "https://github.com/o/r/pull/1";
    expect([
      tell(makeEvent(otter, "pull_request_changed", { url, status: "open", check_status: "failing" })),
      tell(makeEvent(otter, "pull_request_changed", { url })),
      tell(makeEvent(otter, "alert_raised", alert)),
      tell(makeEvent(otter, "alert_escalated", { alert_id: "a-1", severity: "critical" })),
      tell(makeEvent(otter, "alert_resolved", { alert_id: "a-1", by: "manager" })),
    ]).toEqual([
      `pull request ${url}: open, checks failing`,
      `pull request ${url}: status unknown, checks unknown`,
      "warning alert a-1: It left.",
      "alert a-1 is still open, critical by now",
      "alert a-1 was resolved by a manager",
    ]);
  });
});
