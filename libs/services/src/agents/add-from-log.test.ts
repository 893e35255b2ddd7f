import type { AgentSummary, NewFleetEvent, StatusReport } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { addFromLog } from "./add-from-log.ts";

const summary: AgentSummary = { name: "otter", status: "idle", project: "shop-backend", since: "2026-01-01T12:00:00Z" };
const known = (...events: readonly NewFleetEvent[]) =>
  makeLedger(makeAdopted("otter"), ...events).agents.get("otter-1");
const url = "https://github.com/o/r/pull/1";
const changed = makeEvent("otter-1", "pull_request_changed", { url, status: "open", check_status: "failing" });

const started = makeEvent("otter-1", "task_started", { task_id: "t", task: "Old", origin: "ordered" });
/** So many minutes after noon. */
const report = (state: StatusReport["state"], minute: number): StatusReport => ({
  state,
  message: "All done",
  at: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
});

describe("addFromLog", () => {
  it("adds nothing where the log knows nothing", () => {
    expect(addFromLog(summary, [], undefined)).toEqual(summary);
    expect(addFromLog(summary, [], known())).toEqual(summary);
  });

  it("remembers the last task when Coder has forgotten it", () => {
    const started = makeEvent("otter-1", "task_started", {
      task_id: "t",
      task: `Fix\n${"x".repeat(60)}`,
      origin: "ordered",
    });

    expect(addFromLog(summary, [], known(started)).last_task).toEqual({
      task: `Fix ${"x".repeat(35)}…`,
      state: "working",
    });
  });

  it("believes Coder where Coder knows how a task began", () => {
    const told = { ...summary, last_task: { task: "New", state: "completed" as const } };
    const reports = [report("completed", 5), report("working", 4)];

    expect(addFromLog(told, reports, known(started)).last_task).toEqual({ task: "New", state: "completed" });
  });

  it("knows what was asked when Coder has only the outcome", () => {
    const told = { ...summary, last_task: { task: "All done", state: "completed" as const } };

    expect(addFromLog(told, [report("completed", 5)], known(started)).last_task).toEqual({
      task: "Old",
      state: "completed",
    });
    expect(addFromLog(told, [report("completed", -5)], known(started)).last_task).toEqual({
      task: "Old",
      state: "working",
    });
    expect(addFromLog(told, [report("idle", 5)], known(started)).last_task).toEqual({ task: "Old", state: "working" });
  });

  it("says how the pull request stands", () => {
    const standing = { pull_request: url, pull_request_status: "open", pull_request_check_status: "failing" };

    expect(addFromLog(summary, [], known(changed))).toMatchObject(standing);
    expect(addFromLog({ ...summary, pull_request: url }, [], known(changed))).toMatchObject(standing);
  });

  it("says nothing of how another pull request than the shown one stands", () => {
    const other = { ...summary, pull_request: "https://github.com/o/r/pull/2" };

    expect(addFromLog(other, [], known(changed))).toEqual(other);
  });

  it("says of a pull request no more than is known", () => {
    expect(addFromLog(summary, [], known(makeEvent("otter-1", "pull_request_changed", { url })))).toEqual({
      ...summary,
      pull_request: url,
    });
  });

  it("counts open alerts", () => {
    const raise = (id: string) =>
      makeEvent("otter-1", "alert_raised", {
        alert_id: id,
        rule: "offline",
        severity: "info",
        cause: id,
        evidence: "",
      });
    const resolved = makeEvent("otter-1", "alert_resolved", { alert_id: "c", by: "observer" });

    expect(addFromLog(summary, [], known(raise("a"), raise("b"), raise("c"), resolved)).pending_alerts).toBe(2);
  });
});
