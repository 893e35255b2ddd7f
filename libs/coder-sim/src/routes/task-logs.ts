import { json, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { taskStatus } from "../tasks/task-status.ts";
import { toTime } from "../wire/to-time.ts";
import type { SimTask } from "../world/sim-task.ts";
import { latestBuild } from "../world/sim-workspace.ts";
import type { Call } from "./route.ts";

/** `GET /tasks/{user}/{task}/logs`. No machine here leaves a snapshot behind, so at rest there is nothing to read. */
export function taskLogs({ world }: Call, { workspace }: SimTask): SimAnswer {
  const status = taskStatus(workspace);
  if (status === "active") {
    const { agent } = latestBuild(workspace);
    if (agent?.status !== "connected" || agent.api === undefined) {
      return refusal(502, "Failed to reach task app endpoint.");
    }
    const logs = agent.api.conversation().map(({ id, role, content, timeMs }) => ({
      id,
      content,
      type: role === "user" ? "input" : "output",
      time: toTime(timeMs),
    }));
    return json(200, { logs });
  }
  if (!world.traits.knowsInactiveTasks) return refusal(400, "Task status must be active.");
  if (status === "error" || status === "unknown") {
    return refusal(409, "Cannot fetch logs for task in current state.", { detail: `Task status is "${status}".` });
  }
  return json(200, { logs: [], snapshot: true });
}
