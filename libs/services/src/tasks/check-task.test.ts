import { describe, expect, it } from "@jest/globals";
import { checkFirstTask, checkTask } from "./check-task.ts";

describe("checkTask", () => {
  it.each(["", "   ", "\n\t "])("refuses the blank task %j", (task) => {
    expect(() => checkTask(task)).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: "The task is empty.",
        hint: "Say in words what the agent is to do.",
      }),
    );
  });

  it("accepts a task of 64,000 characters", () => {
    expect(() => checkTask("x".repeat(64_000))).not.toThrow();
  });

  it("refuses a longer one and says both lengths", () => {
    expect(() => checkTask("x".repeat(64_001))).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: "The task has 64001 characters; at most 64000 are accepted.",
        hint: "Put the long part into a file of the repository and name it in the task, or split the work into several tasks.",
      }),
    );
  });
});

describe("checkFirstTask", () => {
  it("accepts a first task of 16,000 characters", () => {
    expect(() => checkFirstTask("x".repeat(16_000))).not.toThrow();
  });

  it("refuses a longer one, which can be given once the agent is there", () => {
    expect(() => checkFirstTask("x".repeat(16_001))).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: "The first task has 16001 characters; at most 16000 can be given while an agent is created.",
        hint: "Create the agent without a task; once it is idle, start_agent_task gives it a longer one as a file.",
      }),
    );
  });

  it("refuses a blank one", () => {
    expect(() => checkFirstTask(" ")).toThrow(expect.objectContaining({ message: "The task is empty." }));
  });
});
