import { describe, expect, it } from "@jest/globals";
import { checkTask } from "./check-task.ts";

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
