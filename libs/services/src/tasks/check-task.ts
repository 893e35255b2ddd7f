import { maxTaskLength, maxTypedTaskLength } from "@fleet-mcp/models";
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

/** The first task comes with the agent's machine, so there is nothing yet that could take it as a file. */
export function checkFirstTask(task: string): void {
  checkTask(task);
  if (task.length <= maxTypedTaskLength) return;
  throw new ServiceError(
    "invalid_input",
    `The first task has ${task.length} characters; at most ${maxTypedTaskLength} can be given while an agent is created.`,
    {
      hint: "Create the agent without a task; once it is idle, start_agent_task gives it a longer one as a file.",
    },
  );
}
