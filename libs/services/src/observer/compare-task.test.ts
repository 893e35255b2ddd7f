import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { makeRecord } from "../../test/make-record.ts";
import { at, makeWatch, reports } from "../../test/make-watch.ts";
import type { Made } from "../../test/make-watch.ts";

const { build } = makeRecord();
const idle = (...made: readonly Made[]) => makeRecord({ status: "idle" }, { reports: reports(...made) });
const busy = (...made: readonly Made[]) => makeRecord({ status: "busy" }, { reports: reports(...made) });

/** A watched idle agent, with nothing said so far unless it is given. */
function watched(...made: readonly Made[]) {
  const watch = makeWatch();
  watch.look(0, idle(...made));
  const order = (seconds: number, id = "t1") =>
    watch.record(makeEvent("otter-1", "task_started", { task_id: id, task: "fix it", origin: "ordered" }, at(seconds)));
  const deliver = (seconds: number, id = "t1", delivery: "delivered" | "unknown" | "refused" = "delivered") =>
    watch.record(
      makeEvent(
        "otter-1",
        "task_input_sent",
        { input_id: "i", task_id: id, input_type: "task", delivery },
        at(seconds),
      ),
    );
  const tasks = (seconds: number, seen: ReturnType<typeof idle>) =>
    watch.look(seconds, seen).filter(([type]) => String(type).startsWith("task_"));
  return { ...watch, order, deliver, tasks };
}

describe("compareTask", () => {
  it("keeps the pull request that was reported on a task with its end", () => {
    const { tasks } = watched();
    const link = "https://github.com/o/r/pull/1";
    const said = reports([10, "working"], [40, "completed", "done"], [42, "idle"]).map((report) =>
      report.state === "completed" ? { ...report, link } : report,
    );

    expect(tasks(45, makeRecord({ status: "idle" }, { reports: said }))).toContainEqual([
      "task_succeeded",
      expect.objectContaining({ outcome: "done", pull_request: link }),
    ]);
  });

  it("sees a task that nobody ordered begin and end as reported", () => {
    const { tasks, known } = watched();

    const begun = tasks(15, busy([10, "working", "cleaning up"]));
    const ended = tasks(45, idle([10, "working", "cleaning up"], [40, "completed", "all clean"], [42, "idle"]));

    expect(begun).toEqual([
      ["task_started", { task_id: expect.any(String), task: "cleaning up", origin: "observed", report_at: at(10) }],
    ]);
    expect(ended).toEqual([
      [
        "task_succeeded",
        {
          task_id: known()?.task?.taskId,
          outcome: "all clean",
          duration_ms: 30_000,
          report_at: at(40),
          reported: true,
        },
      ],
    ]);
  });

  it("tells nothing twice, also when the same is seen again", () => {
    const { tasks } = watched();
    const seen = idle([10, "working"], [12, "completed"], [14, "idle"]);

    expect(tasks(20, seen).map(([type]) => type)).toEqual(["task_started", "task_succeeded"]);
    expect(tasks(25, seen)).toEqual([]);
  });

  it("takes work that is reported after an order for the ordered task", () => {
    const { order, deliver, tasks } = watched();
    order(5);
    deliver(6);

    expect(tasks(15, busy([7, "working", "on it"]))).toEqual([]);
    expect(tasks(45, idle([7, "working", "on it"], [40, "failed", "no disk"]))).toEqual([
      ["task_failed", { task_id: "t1", outcome: "no disk", duration_ms: 35_000, report_at: at(40) }],
    ]);
  });

  it("takes work that Coder's clock puts right before the order for the ordered task", () => {
    const { order, tasks } = watched();
    order(5);

    expect(tasks(30, idle([3, "working"], [20, "completed"]))).toMatchObject([["task_succeeded", { task_id: "t1" }]]);
  });

  it("does not take what was said about the task before for news of the one just given", () => {
    const { order, tasks } = watched();
    tasks(2, busy([1, "working"]));
    tasks(4, idle([1, "working"], [2, "completed"]));
    order(4);

    expect(tasks(8, idle([1, "working"], [2, "completed"], [5, "idle"]))).toEqual([]);
    expect(tasks(20, busy([1, "working"], [2, "completed"], [5, "idle"], [9, "working"]))).toEqual([]);
    expect(
      tasks(60, idle([1, "working"], [2, "completed"], [5, "idle"], [9, "working"], [50, "completed"])),
    ).toMatchObject([["task_succeeded", { task_id: "t1", reported: true }]]);
  });

  it("lets an idle agent that has not begun yet keep its task", () => {
    const { order, deliver, tasks } = watched();
    order(5);
    deliver(6);

    expect(tasks(600, idle())).toEqual([]);
  });

  it("ends a task without an outcome once the agent has rested for 3 s", () => {
    const { order, tasks } = watched();
    order(5);
    const seen = idle([6, "working"], [40, "idle", "waiting for you"]);

    expect(tasks(42, seen)).toEqual([]);
    expect(tasks(47, seen)).toEqual([
      [
        "task_succeeded",
        { task_id: "t1", outcome: "waiting for you", duration_ms: 35_000, report_at: at(40), reported: false },
      ],
    ]);
    expect(tasks(52, seen)).toEqual([]);
  });

  it("ends a rested task also when Coder's clock is ahead", () => {
    const { order, tasks } = watched();
    order(5);

    expect(tasks(10, idle([6, "working"], [600, "idle"]))).toMatchObject([["task_succeeded", { reported: false }]]);
  });

  it("lets the outcome count that comes right after the rest", () => {
    const { order, tasks } = watched();
    order(5);

    tasks(41, idle([6, "working"], [40, "idle"]));

    expect(tasks(46, idle([6, "working"], [40, "idle"], [42, "completed", "done"]))).toMatchObject([
      ["task_succeeded", { outcome: "done", reported: true }],
    ]);
  });

  it("takes a short rest for none, and work after a longer one for another task", () => {
    const { order, tasks } = watched();
    order(5);

    expect(tasks(30, busy([6, "working"], [10, "idle"], [11, "working"]))).toEqual([]);
    expect(
      tasks(60, busy([6, "working"], [10, "idle"], [11, "working"], [40, "idle"], [50, "working", "more"])),
    ).toMatchObject([
      ["task_succeeded", { task_id: "t1", reported: false }],
      ["task_started", { task: "more", origin: "observed" }],
    ]);
  });

  it("ends the task before when the next one was given before anybody looked", () => {
    const { order, deliver, tasks } = watched();
    order(5);
    deliver(6);
    order(40, "t2");
    deliver(41, "t2");

    expect(tasks(60, busy([7, "working"], [35, "completed", "one"], [42, "working"]))).toEqual([
      ["task_succeeded", { task_id: "t1", outcome: "one", duration_ms: 30_000, report_at: at(35), reported: true }],
    ]);
    expect(tasks(90, idle([7, "working"], [35, "completed", "one"], [42, "working"], [80, "failed", "two"]))).toEqual([
      ["task_failed", { task_id: "t2", outcome: "two", duration_ms: 40_000, report_at: at(80) }],
    ]);
  });

  it("ends the task before without an outcome when its reports tell none", () => {
    const { order, deliver, tasks } = watched();
    order(5);
    deliver(6);
    order(40, "t2");

    expect(tasks(44, busy([7, "working"]))).toEqual([]);
    deliver(45, "t2");
    expect(tasks(46, busy([7, "working"], [42, "working"]))).toEqual([
      ["task_succeeded", { task_id: "t1", duration_ms: 35_000, reported: false }],
    ]);
  });

  it("waits for the delivery of the next task, but not for ever", () => {
    const { order, deliver, tasks } = watched();
    order(5);
    deliver(6);
    order(40, "t2");
    deliver(41, "t2", "unknown");

    expect(tasks(45, idle())).toEqual([]);
    expect(tasks(51, idle())).toMatchObject([["task_succeeded", { task_id: "t1" }]]);
  });

  it("goes on with the task before when the next one was refused", () => {
    const { order, deliver, tasks } = watched();
    order(5);
    deliver(6);
    order(20, "t2");
    deliver(21, "t2", "refused");

    expect(tasks(60, idle([7, "working"], [50, "completed"]))).toMatchObject([["task_succeeded", { task_id: "t1" }]]);
  });

  it("begins no task for work that was reported before a cancellation", () => {
    const { order, tasks, record } = watched();
    order(5);
    record(makeEvent("otter-1", "task_cancelled", { task_id: "t1" }, at(20)));

    expect(tasks(30, idle([7, "working"], [21, "idle"]))).toEqual([]);
  });

  it("sees only what an agent does now when it is met for the first time", () => {
    const met = makeWatch();

    const told = met.look(60, busy([1, "working", "old"], [2, "completed"], [50, "working", "new"], [55, "working"]));

    expect(told).toMatchObject([
      ["agent_adopted", {}],
      ["task_started", { task: "new", report_at: at(50) }],
    ]);
    expect(makeWatch().look(60, idle([1, "working", "old"], [2, "completed"]))).toHaveLength(1);
  });

  it("sees everything an agent of ours did since it was created", () => {
    const watch = makeWatch();
    const created = { agent_name: "otter", project: "shop-backend", backend: "tasks" } as const;
    watch.record(makeEvent("otter-1", "agent_created", created, at(0)));

    const told = watch.look(60, idle([10, "working", "first"], [50, "completed", "done"]));

    expect(told.map(([type]) => type)).toEqual(["agent_status_changed", "task_started", "task_succeeded"]);
  });

  it.each([
    ["stopped", "The agent was stopped while it worked on it."],
    ["failed", "The agent's workspace failed while it worked on it."],
    ["deleting", "The agent was deleted while it worked on it."],
  ] as const)("fails the task of an agent that is %s", (status, outcome) => {
    const { order, tasks } = watched();
    order(5);

    expect(tasks(30, makeRecord({ status }, { reports: [] }))).toEqual([
      ["task_failed", { task_id: "t1", outcome, duration_ms: 25_000 }],
    ]);
  });

  it("does not fail a task that was given after the fleet was listed", () => {
    const { order, tasks } = watched();
    order(5);

    expect(tasks(9, makeRecord({ status: "stopped" }))).toEqual([]);
  });

  it("fails the task of an agent whose work was cut off by its build", () => {
    const { order, tasks } = watched();
    order(5);
    tasks(10, busy([6, "working"]));

    // Coder remembers the last report; that the build ended the work is known by the build alone.
    expect(
      tasks(60, makeRecord({ status: "stopped" }, { reports: reports([6, "working"], [50, "idle"]) })),
    ).toMatchObject([["task_failed", { outcome: "The agent was stopped while it worked on it.", report_at: at(50) }]]);
  });

  it("does not fail a task that had come to rest before the agent was stopped", () => {
    const { order, tasks } = watched();
    order(5);
    tasks(10, busy([6, "working"]));

    expect(
      tasks(60, makeRecord({ status: "stopped" }, { reports: reports([40, "idle", "done, more or less"]) })),
    ).toMatchObject([["task_succeeded", { outcome: "done, more or less", reported: false }]]);
  });

  it("fails the task of an agent that was restarted, by others or by us", () => {
    const byOthers = watched();
    const byUs = watched();
    const again = makeRecord({}, { build: { ...build, id: "build-3" } });
    byOthers.order(5);
    byUs.order(5);
    byUs.record(makeEvent("otter-1", "agent_restarted", { build_id: "build-3" }, at(20)));

    expect(byOthers.tasks(30, again)).toMatchObject([["task_failed", { task_id: "t1" }]]);
    expect(byUs.tasks(30, makeRecord({ status: "starting" }))).toMatchObject([["task_failed", { task_id: "t1" }]]);
  });

  it("waits for an agent that is only offline", () => {
    const { order, tasks } = watched();
    order(5);

    expect(tasks(600, makeRecord({ status: "offline" }, { reports: reports([6, "working"]) }))).toEqual([]);
  });

  it("cuts what an agent says at 4,000 characters", () => {
    const { tasks, known } = watched();

    tasks(15, busy([10, "working", "x".repeat(5_000)]));

    expect(known()?.task?.task).toHaveLength(4_000);
  });
});
