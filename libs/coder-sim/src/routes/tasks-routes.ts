import { queueBuild } from "../builds/queue-build.ts";
import { buildActive, empty, json, missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { readQuery } from "../search/read-query.ts";
import { taskStatus } from "../tasks/task-status.ts";
import { toBuild } from "../wire/to-build.ts";
import { toTask } from "../wire/to-task.ts";
import type { SimTask } from "../world/sim-task.ts";
import { buildStatus, isActive, latestBuild } from "../world/sim-workspace.ts";
import { createTaskRoute } from "./create-task-route.ts";
import { first, second } from "./route.ts";
import type { Call, Route } from "./route.ts";
import { sendToTask } from "./send-to-task.ts";
import { taskLogs } from "./task-logs.ts";
import { maySee, visibleTask } from "./visible.ts";

export const tasksRoutes: readonly Route[] = [
  { method: "GET", path: "tasks", answer: listTasks },
  { method: "POST", path: "tasks/*", answer: createTaskRoute },
  { method: "GET", path: "tasks/*/*", answer: withTask(({ world }, task) => json(200, toTask(world, task))) },
  { method: "DELETE", path: "tasks/*/*", answer: withTask(deleteTask) },
  { method: "POST", path: "tasks/*/*/send", answer: withTask(sendToTask) },
  { method: "GET", path: "tasks/*/*/logs", answer: withTask(taskLogs) },
];

/** From 2.31.1 on. */
export const pauseRoutes: readonly Route[] = [
  { method: "POST", path: "tasks/*/*/pause", answer: withTask(pauseTask) },
  { method: "POST", path: "tasks/*/*/resume", answer: withTask(resumeTask) },
];

function withTask(answer: (call: Call, task: SimTask) => SimAnswer | Promise<SimAnswer>) {
  return (call: Call): SimAnswer | Promise<SimAnswer> => {
    const task = visibleTask(call.world, call.caller, first(call), second(call));
    return task ? answer(call, task) : missing();
  };
}

/** All at once, newest first. */
function listTasks({ world, caller, query }: Call): SimAnswer {
  const read = readQuery(query.get("q"), "task", "owner", ["owner", "organization", "status"]);
  if ("refused" in read) return read.refused;
  const [owner, status] = [read.terms.get("owner"), read.terms.get("status")];
  const wanted = owner === "me" ? caller : owner && world.findUser(owner);
  const tasks = [...world.tasks.values()]
    .filter((task) => !task.isDeleted && maySee(caller, task.workspace.owner))
    .filter((task) => owner === undefined || task.workspace.owner === wanted)
    .filter((task) => status === undefined || taskStatus(task.workspace) === status)
    .toSorted((a, b) => b.createdMs - a.createdMs);
  return json(200, { tasks: tasks.map((task) => toTask(world, task)), count: tasks.length });
}

/** The task is gone at once, its workspace only when the delete build has succeeded. */
function deleteTask({ world, caller }: Call, task: SimTask): SimAnswer {
  if (isActive(latestBuild(task.workspace))) return buildActive();
  queueBuild(world, task.workspace, { transition: "delete", initiator: caller });
  task.isDeleted = true;
  return empty(202);
}

function pauseTask({ world, caller }: Call, { workspace }: SimTask): SimAnswer {
  if (isActive(latestBuild(workspace))) return buildActive();
  const build = queueBuild(world, workspace, {
    transition: "stop",
    initiator: caller,
    reason: "task_manual_pause",
  });
  world.inbox.add(workspace, "paused");
  return json(202, { workspace_build: toBuild(world, build) });
}

function resumeTask({ world, caller }: Call, { workspace }: SimTask): SimAnswer {
  const latest = latestBuild(workspace);
  if (isActive(latest)) return buildActive();
  if (buildStatus(latest) === "running") {
    return refusal(409, "Task workspace is already running.", { detail: 'Workspace status is "running".' });
  }
  const build = queueBuild(world, workspace, { transition: "start", initiator: caller, reason: "task_resume" });
  world.inbox.add(workspace, "resumed");
  return json(202, { workspace_build: toBuild(world, build) });
}
