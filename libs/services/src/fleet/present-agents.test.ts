import { emptyLedger } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { makeRecord } from "../../test/make-record.ts";
import { presentAgents } from "./present-agents.ts";

const now = Date.parse("2026-01-01T12:10:00Z");
const adopted = makeAdopted("otter", { status: "idle" });
const ordered = makeEvent(
  "otter-1",
  "task_started",
  { task_id: "t", task: "Fix it", origin: "ordered" },
  "2026-01-01T12:09:50Z",
);

describe("presentAgents", () => {
  it("believes Coder's list before what the log knew earlier", () => {
    const ledger = makeLedger(adopted);

    const [otter] = presentAgents({ listed: [makeRecord({ status: "busy" })], before: ledger, ledger, now });

    expect(otter).toMatchObject({ workspaceId: "otter-1", name: "otter", status: "busy" });
  });

  it("believes what the log learned after the list", () => {
    const changed = makeEvent(
      "otter-1",
      "agent_status_changed",
      { to: "offline", reason: "It left." },
      "2026-01-01T12:05:00Z",
    );

    const [otter] = presentAgents({
      listed: [makeRecord({ status: "busy" })],
      before: makeLedger(adopted),
      ledger: makeLedger(adopted, changed),
      now,
    });

    expect(otter).toMatchObject({ status: "offline", statusReason: "It left.", since: "2026-01-01T12:05:00Z" });
  });

  it("takes for deleted whom the log knew and Coder does not list", () => {
    const ledger = makeLedger(adopted);

    expect(presentAgents({ listed: [], before: ledger, ledger, now })).toMatchObject([
      { name: "otter", status: "deleted", since: "2026-01-01T12:10:00.000Z" },
    ]);
  });

  it("says since when somebody is gone, as far as the log knows", () => {
    const ledger = makeLedger(adopted, makeEvent("otter-1", "agent_deleted", { by: "us" }, "2026-01-01T12:01:00Z"));

    expect(presentAgents({ listed: [], before: ledger, ledger, now })).toMatchObject([
      { status: "deleted", since: "2026-01-01T12:01:00Z" },
    ]);
  });

  it("takes for pending who was created after the list", () => {
    const created = makeEvent("newt-1", "agent_created", { agent_name: "newt", project: "p", backend: "tasks" });

    expect(presentAgents({ listed: [], before: emptyLedger, ledger: makeLedger(created), now })).toMatchObject([
      { name: "newt", status: "pending" },
    ]);
  });

  it("knows an order that the agent has not reported on yet, for a few seconds", () => {
    const ledger = makeLedger(adopted, ordered);
    const listed = [makeRecord()];

    expect(presentAgents({ listed, before: ledger, ledger, now })).toMatchObject([{ hasFreshTask: true }]);
    expect(presentAgents({ listed, before: ledger, ledger, now: now + 5_000 })).toMatchObject([
      { hasFreshTask: false },
    ]);
  });

  it("knows that an agent that reported after the order, or refused it, has none", () => {
    const refused = makeEvent("otter-1", "task_input_sent", {
      input_id: "i",
      task_id: "t",
      input_type: "task",
      delivery: "refused",
    });
    const ledger = makeLedger(adopted, ordered);
    const after = makeLedger(adopted, ordered, refused);
    const reported = makeRecord({ since: "2026-01-01T12:09:55Z" });

    expect(presentAgents({ listed: [reported], before: ledger, ledger, now })).toMatchObject([{ hasFreshTask: false }]);
    expect(presentAgents({ listed: [makeRecord()], before: after, ledger: after, now })).toMatchObject([
      { hasFreshTask: false },
    ]);
  });

  it("finds the question in an idle agent's last words, until it is answered by a task", () => {
    const report = { state: "idle", message: "Shall I use Postgres?", at: "2026-01-01T12:00:00Z" } as const;
    const asking = makeRecord({}, { reports: [report] });
    const before = makeLedger(adopted);
    const answered = makeLedger(adopted, ordered);

    expect(presentAgents({ listed: [asking], before, ledger: before, now })).toMatchObject([
      { question: "Shall I use Postgres?" },
    ]);
    expect(presentAgents({ listed: [asking], before: answered, ledger: answered, now })[0]?.question).toBeUndefined();
  });

  it("finds the question also where only the log heard it", () => {
    const ended = makeEvent(
      "otter-1",
      "task_succeeded",
      { task_id: "t", reported: true, outcome: "Which database?" },
      "2026-01-01T12:09:55Z",
    );
    const rests = makeEvent("otter-1", "agent_status_changed", { to: "idle" }, "2026-01-01T12:09:55Z");

    expect(
      presentAgents({
        listed: [makeRecord({ status: "busy" })],
        before: makeLedger(adopted, ordered),
        ledger: makeLedger(adopted, ordered, ended, rests),
        now,
      }),
    ).toMatchObject([{ status: "idle", question: "Which database?" }]);
  });
});
