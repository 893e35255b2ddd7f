import { z } from "zod";
import { empty, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { taskStatus } from "../tasks/task-status.ts";
import type { TaskStatus } from "../tasks/task-status.ts";
import type { SimTask } from "../world/sim-task.ts";
import { latestBuild } from "../world/sim-workspace.ts";
import { readBody } from "./read-body.ts";
import type { Call } from "./route.ts";

const Body = z.object({ input: z.string() });

/** `POST /tasks/{user}/{task}/send`: answered when the coding CLI has taken the prompt up. */
export async function sendToTask({ world, request }: Call, { workspace }: SimTask): Promise<SimAnswer> {
  const read = readBody(Body, request);
  if ("refused" in read) return read.refused;
  const { input } = read.body;
  if (input === "") return refusal(400, "Task input is required.");
  const status = taskStatus(workspace);
  if (status !== "active") return inactive(status, world.traits.knowsInactiveTasks);

  const { agent } = latestBuild(workspace);
  const unreachable = () => refusal(502, "Failed to reach task app endpoint.");
  if (agent?.status !== "connected" || agent.api === undefined) return unreachable();
  if (!agent.api.isStable()) {
    return refusal(world.traits.busyStatus, "Task app is not ready to accept input.", { detail: "Status: running" });
  }
  if (input.trim() === "") return refusal(502, "Task app rejected the message.");
  world.journal.prompt(workspace, input.trim(), "send");
  return (await agent.api.send(input)) ? empty(204) : unreachable();
}

function inactive(status: TaskStatus, knowsInactiveTasks: boolean): SimAnswer {
  if (!knowsInactiveTasks) return refusal(400, "Task status must be active.");
  if (status === "paused") {
    return refusal(409, "Task is paused.", { detail: "Resume the task to send messages." });
  }
  if (status === "pending" || status === "initializing") {
    const detail = "The task is resuming. Wait for the task to become active before sending messages.";
    return refusal(409, `Task is ${status}.`, { detail });
  }
  return refusal(400, "Task must be active.", { detail: `Task status is "${status}".` });
}
