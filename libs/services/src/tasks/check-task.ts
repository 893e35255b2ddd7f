import { maxTaskLength } from "@fleet-mcp/models";
import { ServiceError } from "../service-error.ts";

/** A task is refused, never cut: half an order is worse than none. */
export function checkTask(task: string): void {
  if (task.trim() === "")
    throw new ServiceError("invalid_input", "The task is empty.", { hint: "Say in words what the agent is to do." });
  if (task.length <= maxTaskLength) return;
  throw new ServiceError(
    "invalid_input",
    `The task has ${task.length} characters; at most ${maxTaskLength} are accepted.`,
    {
      hint: "Put the long part into a file of the repository and name it in the task, or split the work into several tasks.",
    },
  );
}
