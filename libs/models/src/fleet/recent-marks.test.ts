import { describe, expect, it } from "@jest/globals";
import { makeEvents, minute } from "../../test/make-events.ts";
import { recentMarks } from "./recent-marks.ts";

const otter = { workspaceId: "workspace-1" };
const started = ["task_started", { task_id: "t1", task: "x", origin: "ordered" }] as const;

describe("recentMarks", () => {
  it("marks the beginnings and ends of tasks and nothing else", () => {
    const events = makeEvents(
      otter,
      started,
      ["agent_restarted", {}],
      ["task_succeeded", { task_id: "t1", reported: true }],
      ["task_failed", { task_id: "t2" }],
      ["task_cancelled", { task_id: "t3" }],
    );

    expect(recentMarks([], events, minute(5)).map(({ kind, at }) => [kind, at])).toEqual([
      ["started", minute(1)],
      ["succeeded", minute(3)],
      ["failed", minute(4)],
      ["cancelled", minute(5)],
    ]);
  });

  it("forgets marks of more than a day ago", () => {
    const known = recentMarks([], makeEvents(otter, started), minute(1));

    expect(recentMarks(known, [], minute(1 + 24 * 60))).toHaveLength(1);
    expect(recentMarks(known, [], minute(2 + 24 * 60))).toHaveLength(0);
  });

  it("takes back the beginning of a task that was refused", () => {
    const sent = { input_id: "i", task_id: "t1", input_type: "task", delivery: "refused" } as const;

    expect(recentMarks([], makeEvents(otter, started, ["task_input_sent", sent]), minute(2))).toEqual([]);
  });

  it("keeps the beginning of a task that was delivered or got more input", () => {
    const sent = { input_id: "i", task_id: "t1", input_type: "task", delivery: "delivered" } as const;
    const typed = { input_id: "j", task_id: "t1", input_type: "key", delivery: "refused" } as const;
    const events = makeEvents(otter, started, ["task_input_sent", sent], ["task_input_sent", typed]);

    expect(recentMarks([], events, minute(3))).toHaveLength(1);
  });
});
