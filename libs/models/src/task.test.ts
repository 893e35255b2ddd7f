import { describe, expect, it } from "@jest/globals";
import { LastTask, Task, TaskReceipt, TaskState } from "./task.ts";

const task = { task: "Write tests", state: "working", started_at: "2026-01-01T00:00:00Z" };
const receipt = { agent_name: "ant", delivered: "yes", sent_at: "2026-01-01T00:00:00Z", backend: "tasks" };

describe("TaskState", () => {
  it("is a closed list in our words, not Coder's", () => {
    expect(TaskState.options).toEqual(["working", "completed", "failed", "ended", "unknown"]);
  });
});

describe("Task", () => {
  it("accepts a task that runs and one that ended", () => {
    expect(Task.parse(task)).toEqual(task);
    expect(Task.parse({ ...task, state: "completed", outcome: "Done", ended_at: task.started_at }).outcome).toBe(
      "Done",
    );
  });

  it.each([
    ["Coder's word for its state", { ...task, state: "complete" }],
    ["no beginning", { ...task, started_at: undefined }],
  ])("refuses %s", (_, value) => {
    expect(Task.safeParse(value).success).toBe(false);
  });
});

describe("LastTask", () => {
  it("is a text and a state", () => {
    expect(LastTask.parse({ task: "Write tests", state: "unknown" })).toEqual({
      task: "Write tests",
      state: "unknown",
    });
    expect(LastTask.safeParse({ task: "Write tests", state: "idle" }).success).toBe(false);
  });
});

describe("TaskReceipt", () => {
  it("says yes or unknown, and never no: a refusal is an error", () => {
    expect(TaskReceipt.parse({ ...receipt, delivered: "unknown" }).delivered).toBe("unknown");
    expect(TaskReceipt.safeParse({ ...receipt, delivered: "no" }).success).toBe(false);
  });
});
