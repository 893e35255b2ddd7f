import { describe, expect, it } from "@jest/globals";
import { makeEvents, minute } from "../../test/make-events.ts";
import { emptyLedger, evolve } from "./evolve.ts";

const otter = { workspaceId: "workspace-1" };
type What = Parameters<typeof makeEvents> extends [unknown, ...infer W] ? W : never;
const ledgerOf = (...what: What) => evolve(emptyLedger, makeEvents(otter, ...what)).agents.get("workspace-1");

const ordered = (id: string) => ["task_started", { task_id: id, task: `do ${id}`, origin: "ordered" }] as const;
const settled = (id: string, delivery: "delivered" | "refused" | "unknown") =>
  ["task_input_sent", { input_id: `input-${id}`, task_id: id, input_type: "task", delivery }] as const;

describe("evolve, of tasks", () => {
  it("knows an ordered task before it is delivered", () => {
    expect(ledgerOf(ordered("t1"))?.task).toEqual({
      taskId: "t1",
      task: "do t1",
      isOrdered: true,
      delivery: "sending",
      state: "working",
      startedAt: minute(1),
    });
  });

  it("knows an observed task without a delivery", () => {
    const agent = ledgerOf(["task_started", { task_id: "t1", task: "x", origin: "observed", report_at: minute(0) }]);

    expect(agent?.task).toMatchObject({ isOrdered: false, delivery: undefined });
    expect(agent?.reportAt).toBe(minute(0));
  });

  it("settles the delivery of the task that was sent, and of no other", () => {
    expect(ledgerOf(ordered("t1"), settled("t1", "unknown"))?.task).toMatchObject({
      delivery: "unknown",
      inputId: "input-t1",
    });
    expect(ledgerOf(ordered("t1"), settled("t2", "delivered"))?.task?.delivery).toBe("sending");
  });

  it("leaves the task alone when other input is sent", () => {
    const typed = { input_id: "i", task_id: "t1", input_type: "text", input: "go on", delivery: "refused" } as const;

    expect(ledgerOf(ordered("t1"), ["task_input_sent", typed])?.task).toMatchObject({ state: "working" });
  });

  it("ends a refused task, which never ran", () => {
    expect(ledgerOf(ordered("t1"), settled("t1", "refused"))?.task).toMatchObject({ state: "ended" });
  });

  it("goes back to the task before when the next one is refused", () => {
    const agent = ledgerOf(ordered("t1"), ordered("t2"), settled("t2", "refused"));

    expect(agent?.task).toMatchObject({ taskId: "t1", state: "working" });
    expect(agent?.earlierTasks).toEqual([]);
  });

  it("keeps a task whose end was not seen until its end is known", () => {
    const before = ledgerOf(ordered("t1"), ordered("t2"));
    const after = ledgerOf(ordered("t1"), ordered("t2"), [
      "task_succeeded",
      { task_id: "t1", reported: true, duration_ms: 60_000 },
    ]);

    expect(before?.earlierTasks).toMatchObject([{ taskId: "t1" }]);
    expect(after).toMatchObject({ tasksSucceeded: 1, durationsMs: [60_000], task: { taskId: "t2", state: "working" } });
    expect(after?.earlierTasks).toEqual([]);
  });

  it("keeps several tasks in their order, at most 20", () => {
    const orders = Array.from({ length: 22 }, (_, index) => ordered(`t${index}`));

    const kept = ledgerOf(...orders)?.earlierTasks.map(({ taskId }) => taskId);

    expect(kept).toHaveLength(20);
    expect([kept?.[0], kept?.[19]]).toEqual(["t1", "t20"]);
  });

  it("tells a reported success from a mere rest", () => {
    const reported = ledgerOf(ordered("t1"), [
      "task_succeeded",
      { task_id: "t1", outcome: "done", reported: true, report_at: minute(2) },
    ]);
    const rested = ledgerOf(ordered("t1"), ["task_succeeded", { reported: false }]);

    expect(reported).toMatchObject({
      task: { state: "completed", outcome: "done", endedAt: minute(2) },
      tasksSucceeded: 1,
      reportAt: minute(2),
    });
    expect(rested?.task).toMatchObject({ state: "ended", endedAt: minute(2) });
  });

  it("counts failures", () => {
    const agent = ledgerOf(ordered("t1"), ["task_failed", { task_id: "t1", outcome: "no disk" }]);

    expect(agent).toMatchObject({ task: { state: "failed", outcome: "no disk" }, tasksFailed: 1, tasksSucceeded: 0 });
  });

  it("says that a task was cancelled", () => {
    const agent = ledgerOf(ordered("t1"), ["task_cancelled", { task_id: "t1" }]);

    expect(agent?.task).toMatchObject({ state: "ended", outcome: "It was cancelled.", endedAt: minute(2) });
  });

  it("lets an outcome stand when a cancellation comes too late", () => {
    const agent = ledgerOf(
      ordered("t1"),
      ["task_succeeded", { task_id: "t1", outcome: "done", reported: true }],
      ["task_cancelled", { task_id: "t1" }],
    );

    expect(agent?.task).toMatchObject({ state: "completed", outcome: "done", endedAt: minute(2) });
  });

  it("knows no task when only an end was seen", () => {
    expect(ledgerOf(["task_cancelled", {}])?.task).toBeUndefined();
  });

  it("keeps the last 50 durations", () => {
    const ends = Array.from({ length: 51 }, (_, index) => ["task_failed", { duration_ms: index }] as const);

    const durations = ledgerOf(...ends)?.durationsMs;

    expect(durations).toHaveLength(50);
    expect(durations?.[0]).toBe(1);
    expect(durations?.[49]).toBe(50);
  });
});
