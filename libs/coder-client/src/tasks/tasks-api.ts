import type { CallOptions } from "@fleet-mcp/models";
import { z } from "zod";
import type { CoderHttp } from "../coder-http.ts";
import { logsTimeoutMs, sendTimeoutMs } from "../http/timeouts.ts";
import { wireEntries } from "../http/wire-list.ts";
import { WireTaskLog } from "./wire-task-log.ts";
import { WireTask } from "./wire-task.ts";

const WireTaskList = z.object({ tasks: wireEntries(WireTask) }).transform(({ tasks }) => tasks);
const WireTaskLogs = z.object({ logs: wireEntries(WireTaskLog), snapshot: z.boolean().default(false) });

export interface NewTask {
  readonly name: string;
  readonly template_version_id: string;
  readonly template_version_preset_id?: string | undefined;
  readonly input: string;
}

export interface TaskLogs {
  readonly logs: readonly WireTaskLog[];
  /** What Coder kept of a task that is not active; at most the last few entries. */
  readonly snapshot: boolean;
}

/** `task` is the task's id, or its name among the tasks of `owner`. An id is not checked against the owner. */
export const createTasksApi = (http: CoderHttp) => ({
  /** `GET /tasks`, all at once, newest first; `query` as in `owner:me`. Reason `route_not_found` without Tasks API. */
  list: (query: string | undefined, options: CallOptions): Promise<readonly WireTask[]> =>
    http.read(WireTaskList, { path: ["tasks"], query: { q: query } }, options),

  /** `GET /tasks/{owner}/{task}`. */
  get: (owner: string, task: string, options: CallOptions): Promise<WireTask> =>
    http.read(WireTask, { path: ["tasks", { owner }, { task }] }, options),

  /** `POST /tasks/{owner}`. */
  create: (owner: string, task: NewTask, options: CallOptions): Promise<WireTask> =>
    http.read(WireTask, { method: "POST", path: ["tasks", { owner }], body: task }, options),

  /** `POST /tasks/{owner}/{task}/send`. Busy is 409, before Coder 2.32 502; both are reason `agent_busy`. */
  send: (owner: string, task: string, input: string, options: CallOptions): Promise<void> =>
    http.run(
      { method: "POST", path: ["tasks", { owner }, { task }, "send"], body: { input }, timeoutMs: sendTimeoutMs },
      options,
    ),

  /** `GET /tasks/{owner}/{task}/logs`: the whole conversation, oldest first. */
  logs: (owner: string, task: string, options: CallOptions): Promise<TaskLogs> =>
    http.read(WireTaskLogs, { path: ["tasks", { owner }, { task }, "logs"], timeoutMs: logsTimeoutMs }, options),

  /** `DELETE /tasks/{owner}/{task}`. The task is gone at once, its workspace only when the delete build is done. */
  delete: (owner: string, task: string, options: CallOptions): Promise<void> =>
    http.run({ method: "DELETE", path: ["tasks", { owner }, { task }] }, options),

  /** `POST /tasks/{owner}/{task}/pause`, from Coder 2.31.1 on. */
  pause: (owner: string, task: string, options: CallOptions): Promise<void> =>
    http.run({ method: "POST", path: ["tasks", { owner }, { task }, "pause"] }, options),

  /** `POST /tasks/{owner}/{task}/resume`, from Coder 2.31.1 on. */
  resume: (owner: string, task: string, options: CallOptions): Promise<void> =>
    http.run({ method: "POST", path: ["tasks", { owner }, { task }, "resume"] }, options),
});
