import type { StatusReport } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { makeRecord } from "../../test/make-record.ts";
import { compareTask } from "./compare-task.ts";

const started = "2026-01-01T12:00:00.000Z";
const sent = { input_id: "i", task_id: "t", input_type: "task", delivery: "delivered" } as const;
const known = makeLedger(
  makeAdopted("otter", { at: started }),
  makeEvent("otter-1", "task_started", { task_id: "t", task: "Sing", origin: "ordered" }, started),
  makeEvent("otter-1", "task_input_sent", sent, started),
).agents.get("otter-1");

/** So long after the task was given, with what the chat says as its only report. */
const after = (seconds: number, report: Omit<StatusReport, "at">, at = "2026-01-01T12:00:20.000Z") =>
  compareTask(
    known,
    makeRecord({}, { keepsConversation: true, reports: [{ ...report, at }] }),
    Date.parse(started) + seconds * 1_000,
  );

describe("compareTask, of a chat", () => {
  it("fails a task with the model's error in words", () => {
    const report = { state: "failed", message: "its last turn failed: quota is used up" } as const;

    expect(after(21, report)).toMatchObject([
      { type: "task_failed", data: { task_id: "t", outcome: "its last turn failed: quota is used up" } },
    ]);
  });

  it("waits a moment for the summary of a turn that has just ended", () => {
    const report = { state: "completed", message: "Sang" } as const;

    expect(after(21, report)).toEqual([]);
    expect(after(23, report)).toMatchObject([{ type: "task_succeeded", data: { outcome: "Sang", reported: true } }]);
  });
});
