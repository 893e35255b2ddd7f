import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions, GivenPrompt } from "@fleet-mcp/models";
import type { AgentRecord } from "../agents/agent-record.ts";
import { toSeconds } from "../agents/to-agent-record.ts";
import { RepositoryError, isAbsent, raiseRepositoryError } from "../repository-error.ts";
import type { AiAppCalls } from "./ai-app-calls.ts";
import { delivered } from "./ai-app-calls.ts";
import type { Activity, Backend, CreationOrder, Delivery, Utterance } from "./backend.ts";

export interface TasksBackendParts {
  readonly coder: CoderClient;
  readonly owner: string;
  readonly calls: AiAppCalls;
  /** Takes over when the task object is gone while its workspace lives on, or when this Coder has no tasks. */
  readonly otherwise: Backend;
}

/** Coder's Tasks API (2.29 to 2.36, and extended-support releases). */
export function createTasksBackend({ coder, owner, calls, otherwise }: TasksBackendParts): Backend {
  return {
    name: "tasks",
    interrupt: calls.interrupt,
    type: calls.type,
    upload: calls.upload,
    create,
    activity,
    send,
    conversation,
    firstPrompt,
    requestStop,
    requestStart,
    requestDelete,
  };

  /** On a Coder without tasks, 2.37 and later, a project that also has a prompt parameter is used the other way. */
  async function create(order: CreationOrder, options: CallOptions): Promise<string> {
    try {
      return await createTask(order, options);
    } catch (error) {
      if (!isWithoutTasks(error)) throw error;
      if (order.promptParameter) return otherwise.create(order, options);
      const message = `This Coder has no tasks, and the project has no parameter "ai_prompt" through which agent "${order.name}" could get one.`;
      throw new RepositoryError("unsupported", message, { cause: error });
    }
  }

  async function createTask(order: CreationOrder, options: CallOptions): Promise<string> {
    // A task may begin without words (codersdk/aitasks.go); its CLI then waits for the first ones.
    const input = order.task ?? "";
    const task = await coder.tasks
      .create(
        owner,
        {
          template_version_id: order.versionId,
          ...(order.presetId ? { template_version_preset_id: order.presetId } : {}),
          input,
          name: order.name,
        },
        options,
      )
      .catch(raiseRepositoryError("agent", order.name));
    if (task.initial_prompt !== input)
      throw new RepositoryError(
        "build_failed",
        `Agent "${order.name}" was created, but Coder did not keep its first task.`,
      );
    if (!task.workspace_id)
      throw new RepositoryError("unavailable", `Coder accepted agent "${order.name}" but gave it no workspace.`);
    return task.workspace_id;
  }

  /** The app is asked first; where it cannot be, Coder's own `current_state` is the newest that is known. */
  async function activity(agent: AgentRecord, options: CallOptions): Promise<Activity> {
    const asked = await calls.activity(agent, options);
    if (asked.evidence === "asked" || asked.isOffline || !agent.taskId) return asked;
    try {
      const task = await coder.tasks.get(owner, agent.taskId, options);
      return task.current_state ? { ...asked, isBusy: task.current_state.state === "working" } : asked;
    } catch (error) {
      if (isAbsent(error)) return asked;
      return raiseRepositoryError("agent", agent.summary.name)(error);
    }
  }

  async function send(agent: AgentRecord, text: string, options: CallOptions): Promise<Delivery> {
    return viaTask(
      agent,
      (taskId) => delivered(agent, coder.tasks.send(owner, taskId, text, options)),
      () => otherwise.send(agent, text, options),
    );
  }

  async function conversation(agent: AgentRecord, options: CallOptions): Promise<Utterance[]> {
    return viaTask(
      agent,
      async (taskId) => {
        const { logs } = await coder.tasks.logs(owner, taskId, options);
        return logs.map(({ type, time, content }) => ({
          from: type === "input" ? ("user" as const) : ("agent" as const),
          time,
          text: content,
        }));
      },
      () => otherwise.conversation(agent, options),
    );
  }

  async function firstPrompt(agent: AgentRecord, options: CallOptions): Promise<GivenPrompt | undefined> {
    return viaTask(
      agent,
      async (taskId) => {
        const task = await coder.tasks.get(owner, taskId, options);
        return task.initial_prompt === "" ? undefined : { text: task.initial_prompt, at: toSeconds(task.created_at) };
      },
      () => otherwise.firstPrompt(agent, options),
    );
  }

  async function requestStop(agent: AgentRecord, options: CallOptions): Promise<void> {
    await viaTask(
      agent,
      (taskId) => coder.tasks.pause(owner, taskId, options),
      () => otherwise.requestStop(agent, options),
    );
  }

  /** A start that names a version, or that follows a failed build, is not a resume. */
  async function requestStart(agent: AgentRecord, options: CallOptions): Promise<void> {
    if (agent.demandedVersionId || agent.build.hasFailed) return otherwise.requestStart(agent, options);
    await viaTask(
      agent,
      (taskId) => coder.tasks.resume(owner, taskId, options),
      () => otherwise.requestStart(agent, options),
    );
  }

  async function requestDelete(agent: AgentRecord, options: CallOptions): Promise<void> {
    await viaTask(
      agent,
      (taskId) => coder.tasks.delete(owner, taskId, options),
      () => otherwise.requestDelete(agent, options),
    );
  }

  async function viaTask<T>(
    agent: AgentRecord,
    call: (taskId: string) => Promise<T>,
    instead: () => Promise<T>,
  ): Promise<T> {
    if (!agent.taskId) return instead();
    try {
      return await call(agent.taskId);
    } catch (error) {
      if (isAbsent(error) || (error instanceof RepositoryError && isAbsent(error.cause))) return instead();
      return raiseRepositoryError("agent", agent.summary.name)(error);
    }
  }
}

const isWithoutTasks = (error: unknown): boolean =>
  error instanceof RepositoryError && error.cause instanceof CoderError && error.cause.reason === "route_not_found";
