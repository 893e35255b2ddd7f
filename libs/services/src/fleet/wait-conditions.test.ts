import { emptyLedger } from "@fleet-mcp/models";
import type { NewFleetEvent, WaitFor } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger, placed } from "../../test/make-ledger.ts";
import type { PresentAgent } from "./present-agents.ts";
import { fulfilments } from "./wait-conditions.ts";

const at = "2026-01-01T12:00:00.000Z";
const present = (name: string, own: Partial<PresentAgent> = {}): PresentAgent => ({
  workspaceId: `${name}-1`,
  name,
  status: "busy",
  since: "2026-01-01T12:00:00Z",
  hasFreshTask: false,
  hasOpenTask: false,
  ...own,
});

const adopted = makeAdopted("otter", { status: "busy" });
/** After these events, on top of otter's adoption. */
function wait(until: WaitFor, agents: readonly PresentAgent[], ...events: readonly NewFleetEvent[]) {
  const all = placed(adopted, ...events);
  const ledger = makeLedger(adopted, ...events);
  return { until, agents, events: all.slice(1), ledger, countsOpen: true, isEverybody: false };
}
const lines = (situation: Parameters<typeof fulfilments>[0]) =>
  fulfilments(situation).map(({ agent_name, what }) => `${agent_name ?? "fleet"} ${what}`);

const alert = {
  alert_id: "offline-1",
  rule: "offline",
  severity: "warning",
  cause: "c",
  evidence: "It left.",
} as const;

describe("fulfilments", () => {
  it("of idle: whoever is idle, the last one last", () => {
    const agents = [
      present("ant", { status: "idle" }),
      present("bee"),
      present("cod", { status: "idle", since: "2026-01-01T11:00:00Z" }),
    ];

    expect(fulfilments(wait("idle", agents))).toEqual([
      { agent_name: "cod", what: "is idle", at: "2026-01-01T11:00:00Z" },
      { agent_name: "ant", what: "is idle", at: "2026-01-01T12:00:00Z" },
    ]);
  });

  it("of idle: not who was given a task a moment ago", () => {
    expect(lines(wait("idle", [present("ant", { status: "idle", hasFreshTask: true })]))).toEqual([]);
  });

  it("of online: idle and busy", () => {
    const agents = [present("ant", { status: "idle" }), present("bee"), present("cod", { status: "starting" })];

    expect(lines(wait("online", agents))).toEqual(["ant is idle", "bee is busy"]);
  });

  it("of deleted: who is gone, once", () => {
    const deleted = makeEvent("otter-1", "agent_deleted", { by: "others" }, at);
    const agents = [present("otter", { status: "deleted" }), present("ant", { status: "deleted" }), present("bee")];

    expect(lines(wait("deleted", agents, deleted))).toEqual(["otter was deleted by somebody else", "ant is deleted"]);
  });

  it("of finished: each end of a task", () => {
    const events = [
      makeEvent("otter-1", "task_started", { task_id: "t", task: "Fix it", origin: "ordered" }),
      makeEvent("otter-1", "task_succeeded", { task_id: "t", reported: true, outcome: "Fixed." }),
      makeEvent("otter-1", "task_failed", { outcome: "No space." }),
      makeEvent("otter-1", "task_cancelled", {}),
    ];

    expect(lines(wait("finished", [present("otter")], ...events))).toEqual([
      'otter finished its task: "Fixed."',
      'otter failed at its task: "No space."',
      "otter had its task cancelled",
    ]);
  });

  it("of attention: alerts that are open, of those who are watched", () => {
    const events = [
      makeEvent("otter-1", "alert_raised", alert),
      makeEvent("bee-1", "alert_raised", { ...alert, alert_id: "offline-2" }),
      makeEvent("fleet", "alert_raised", { ...alert, alert_id: "coder-3", rule: "coder_unreachable" }),
    ];
    const situation = { ...wait("attention", [present("otter")], ...events), events: [] };

    expect(lines(situation)).toEqual(["otter warning alert offline-1 is open: It left."]);
    expect(lines({ ...situation, isEverybody: true })).toHaveLength(3);
    expect(lines({ ...situation, countsOpen: false })).toEqual([]);
  });

  it("of attention: not alerts that are settled", () => {
    const events = [
      makeEvent("otter-1", "alert_raised", alert),
      makeEvent("otter-1", "alert_resolved", { alert_id: "offline-1", by: "observer" }),
    ];

    expect(lines({ ...wait("attention", [present("otter")], ...events), events: [] })).toEqual([]);
  });

  it("of attention: questions that wait for an answer", () => {
    const agents = [present("ant", { status: "idle", question: "Shall I?" }), present("bee", { status: "idle" })];

    expect(lines(wait("attention", agents))).toEqual(['ant waits for an answer: "Shall I?"']);
  });

  it("of attention: a question once, also when there is an alert about it", () => {
    const waits = { ...alert, alert_id: "waiting-1", rule: "waiting_for_answer", evidence: "It waits." } as const;
    const asked = makeEvent("otter-1", "task_succeeded", { reported: false, outcome: "Shall I?" });
    const agents = [present("otter", { status: "idle", question: "Shall I?" })];
    const alerted = wait("attention", agents, asked, makeEvent("otter-1", "alert_raised", waits));

    expect(lines({ ...alerted, events: [] })).toEqual(["otter warning alert waiting-1 is open: It waits."]);
    expect(lines(wait("attention", agents, asked))).toEqual([
      'otter came to rest without a reported outcome: "Shall I?"',
    ]);
  });

  it("of attention: an alert that is raised meanwhile, once", () => {
    const situation = wait("attention", [present("otter")], makeEvent("otter-1", "alert_raised", alert));

    expect(lines(situation)).toEqual(["otter warning alert offline-1: It left."]);
  });

  it("of attention: a failed task once, and not again when its alert is raised", () => {
    const failed = makeEvent("otter-1", "task_failed", { outcome: "No space." });
    const raised = makeEvent("otter-1", "alert_raised", { ...alert, alert_id: "failed-1", rule: "task_failed" });
    const both = wait("attention", [present("otter")], failed, raised);
    const afterFailure = { ...both, events: both.events.slice(1), countsOpen: false };

    expect(lines(both)).toEqual(['otter failed at its task: "No space."']);
    expect(lines(afterFailure)).toEqual([]);
    expect(lines({ ...both, events: [] })).toEqual(["otter warning alert failed-1 is open: It left."]);
  });

  it("of attention: failures, alerts, escalations and questions that happened", () => {
    const events = [
      makeEvent("otter-1", "task_succeeded", { reported: true, outcome: "Done." }),
      makeEvent("otter-1", "task_succeeded", { reported: true, outcome: "Which one?" }),
      makeEvent("otter-1", "task_succeeded", { reported: false }),
      makeEvent("otter-1", "task_failed", {}),
      makeEvent("otter-1", "alert_raised", alert),
      makeEvent("otter-1", "alert_escalated", { alert_id: "offline-1", severity: "critical" }),
      makeEvent("otter-1", "agent_restarted", {}),
    ];

    expect(lines({ ...wait("attention", [present("otter")], ...events), countsOpen: false })).toEqual([
      'otter finished its task: "Which one?"',
      "otter failed at its task",
      "otter warning alert offline-1: It left.",
      "otter alert offline-1 is still open, critical by now",
    ]);
  });

  it("of any change: everything that happened", () => {
    expect(lines(wait("any_change", [present("otter")], makeEvent("otter-1", "agent_restarted", {})))).toEqual([
      "otter was restarted",
    ]);
    expect(fulfilments({ ...wait("any_change", [present("otter")]), ledger: emptyLedger })).toEqual([]);
  });
});
