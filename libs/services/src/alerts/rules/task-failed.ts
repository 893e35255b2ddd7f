import { quoted } from "../../events/quoted.ts";
import type { AgentRule } from "./verdict.ts";

/** Until it is given something else. */
export const taskFailed: AgentRule = ({ agent: { task } }) => {
  if (task?.state !== "failed") return undefined;
  const outcome = task.outcome ? `; it said ${quoted(task.outcome, 200)}` : "";
  return {
    severity: "warning",
    cause: task.taskId,
    evidence: `Its task ${quoted(task.task, 80)} failed${outcome}.`,
    isDue: true,
  };
};
