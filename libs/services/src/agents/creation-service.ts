import type { AgentSummary, BackendChoice, BackendName, CallOptions } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, CreationOrder, Repositories, RoleRecord } from "@fleet-mcp/repositories";
import type { Journal } from "../events/journal.ts";
import { checkRequired } from "../projects/check-required.ts";
import { findProject } from "../projects/find-project.ts";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";
import { checkFirstTask } from "../tasks/check-task.ts";
import type { OngoingWork } from "../ongoing-work.ts";
import { checkNewName } from "./check-new-name.ts";
import { chooseBackends } from "./choose-backends.ts";
import { chooseRole } from "./choose-role.ts";
import type { FirstTasks } from "./first-tasks.ts";
import { nameTaken } from "./name-taken.ts";
import { nextStep, pendingStep } from "./next-step.ts";
import { createRecordCreated } from "./record-created.ts";
import { requireRole } from "./require-role.ts";
import { waitUntilSettled } from "./wait-until-settled.ts";

export interface CreationRequest {
  readonly name: string;
  readonly project: string;
  readonly role?: string | undefined;
  readonly task?: string | undefined;
  /** A role or capability that its role must have. */
  readonly requires?: string | undefined;
  readonly waitSeconds: number;
}

export interface Created {
  readonly agent: AgentSummary;
  readonly backend: BackendName;
  /** Where a task comes after the machine; `pending`: it is given as soon as that is up. */
  readonly first_task?: "given" | "pending";
  readonly next: string;
}

export interface CreationServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "builds" | "projects">;
  readonly firstTasks: FirstTasks;
  readonly journal: Journal;
  readonly work: OngoingWork;
  /** The backend for new agents, or `auto`: the first that their project offers. */
  readonly backend: BackendChoice;
}

export function createCreationService({ repositories, firstTasks, journal, work, backend }: CreationServiceParts) {
  const { agents, builds, projects } = repositories;
  const recordCreated = createRecordCreated(journal);
  return { create };

  /**
   * Creates an agent and, with a task, gives it. Everything that can be refused is refused before anything is made:
   * `invalid_input` (name, task, parameters), `not_found` (project, role), `unsupported`, `already_exists`.
   */
  async function create(request: CreationRequest, options: CallOptions): Promise<Created> {
    checkNewName(request.name);
    if (request.task !== undefined) checkFirstTask(request.task);
    const project = await findProject(projects, request.project, options);
    const role = chooseRole(project, request.role);
    if (request.requires !== undefined)
      await requireRole({ projects, agents }, { project, role }, request.requires, options);
    checkRequired(project, role);
    const ways = chooseBackends(project, backend);
    const order = {
      name: request.name,
      versionId: project.versionId,
      presetId: role?.presetId,
      // Without it the tasks backend has no other way, which is what an operator who chose it wants.
      promptParameter: backend === "tasks" ? undefined : project.promptParameter,
      task: request.task,
    };
    const agent = await createThrough(ways, order, options).catch((error: unknown) =>
      explain(error, request.name, options),
    );
    await recordCreated(agent, { task: request.task, systemPrompt: role?.systemPrompt }, options);
    if (agent.awaitsFirstTask) return begin(agent, request, role, options);
    const seen = request.waitSeconds > 0 ? await waitForStart(agent, request.waitSeconds, options) : agent;
    return { agent: seen.summary, backend: seen.backend, next: nextStep(seen, request.task) };
  }

  /** By the first backend that this Coder really has. */
  async function createThrough(
    [way, ...others]: readonly BackendName[],
    order: CreationOrder,
    options: CallOptions,
  ): Promise<AgentRecord> {
    if (way === undefined) throw new TypeError("a project without backends is not usable");
    try {
      return await agents.create(way, order, options);
    } catch (error) {
      const isMissing = error instanceof RepositoryError && error.code === "unsupported";
      if (!isMissing || others.length === 0) throw error;
      return createThrough(others, order, options);
    }
  }

  /** Its task goes on its way by itself; the caller stays with it for as long as it wants to wait. */
  async function begin(
    agent: AgentRecord,
    { task, waitSeconds }: CreationRequest,
    role: RoleRecord | undefined,
    options: CallOptions,
  ): Promise<Created> {
    const { summary, workspaceId, ownerId, build } = agent;
    const firstTask = { task, systemPrompt: role?.systemPrompt };
    if (task !== undefined) await firstTasks.order(agent, task, options);
    const handover = {
      kind: "first_task" as const,
      agentName: summary.name,
      workspaceId,
      ownerId,
      buildId: build.id,
      firstTask,
    };
    const terms = { foregroundMs: waitSeconds * 1_000, handover };
    const begun = await work.run((own) => firstTasks.giveFirstTask(agent, firstTask, own), terms, options);
    if (begun) {
      const seen = settled(summary.name, begun.value);
      return toCreated(seen, task, seen.awaitsFirstTask ? "pending" : "given");
    }
    const seen = waitSeconds > 0 ? await agents.refresh(agent, options).catch(raiseServiceError) : agent;
    return toCreated(seen ?? agent, task, "pending");
  }

  async function explain(error: unknown, name: string, options: CallOptions): Promise<never> {
    if (isTaken(error)) throw nameTaken(name, await holderOf(name, options), error);
    return raiseServiceErrorWith({
      invalid_input: "Call list_agent_roles to see what the project's roles set.",
      build_failed:
        "It is there without its task: give it one with start_agent_task once it is idle, or call delete_agent.",
      timeout: "It may have been created all the same: call list_agents before you try again.",
      unavailable: "It may have been created all the same: call list_agents before you try again.",
    })(error);
  }

  async function holderOf(name: string, options: CallOptions): Promise<AgentRecord | undefined> {
    try {
      return await agents.findByName(name, options);
    } catch (error) {
      if (error instanceof RepositoryError && error.code === "not_found") return undefined;
      return raiseServiceError(error);
    }
  }

  async function waitForStart(agent: AgentRecord, seconds: number, options: CallOptions): Promise<AgentRecord> {
    return settled(agent.summary.name, await waitUntilSettled(builds, agent, seconds, options));
  }
}
export type CreationService = ReturnType<typeof createCreationService>;

/** A new agent that was waited for, when it is there and its start did not fail. */
function settled(name: string, seen: AgentRecord | undefined): AgentRecord {
  if (!seen) {
    throw new ServiceError("not_found", `Agent "${name}" was deleted by somebody else while it started.`, {
      hint: "Call create_agent again if it is still wanted.",
    });
  }
  if (seen.build.hasFailed) {
    throw new ServiceError(
      "build_failed",
      `Agent "${name}" was created, but its ${seen.summary.status_reason ?? "start was canceled"}.`,
      {
        hint: 'Call show_agent_log with source "build" for the details, then restart_agent or delete_agent.',
      },
    );
  }
  return seen;
}

function toCreated(agent: AgentRecord, task: string | undefined, firstTask: "given" | "pending"): Created {
  const { summary, backend } = agent;
  if (task === undefined) return { agent: summary, backend, next: nextStep(agent, task) };
  const next = firstTask === "given" ? nextStep(agent, task) : pendingStep(agent);
  return { agent: summary, backend, first_task: firstTask, next };
}

const isTaken = (error: unknown): boolean => error instanceof RepositoryError && error.code === "already_exists";
