import { agentNameFault, isOnline, isTransitional, maxNewAgentNameLength, reservedAgentNames } from "@fleet-mcp/models";
import type { AgentNameFault, AgentSummary, BackendChoice, BackendName, CallOptions } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, ProjectRecord, Repositories, RoleRecord } from "@fleet-mcp/repositories";
import { createInputRecord } from "../events/input-record.ts";
import type { Journal } from "../events/journal.ts";
import { checkRequired } from "../projects/check-required.ts";
import { findProject } from "../projects/find-project.ts";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";
import { checkFirstTask } from "../tasks/check-task.ts";
import { nameTaken } from "./name-taken.ts";
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
  readonly next: string;
}

export interface CreationServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "builds" | "projects">;
  readonly journal: Journal;
  /** The backend for new agents, or `auto`: the first that their project offers. */
  readonly backend: BackendChoice;
}

export function createCreationService({ repositories, journal, backend }: CreationServiceParts) {
  const { agents, builds, projects } = repositories;
  return { create };

  /**
   * Creates an agent and, with a task, gives it. Everything that can be refused is refused before anything is made:
   * `invalid_input` (name, task, parameters), `not_found` (project, role), `unsupported`, `already_exists`.
   */
  async function create(request: CreationRequest, options: CallOptions): Promise<Created> {
    checkName(request.name);
    if (request.task !== undefined) checkFirstTask(request.task);
    const project = await findProject(projects, request.project, options);
    const role = chooseRole(project, request.role);
    if (request.requires !== undefined) await requireRole(projects, { project, role }, request.requires, options);
    checkRequired(project, role);
    const chosen = chooseBackend(project, backend);
    const order = {
      name: request.name,
      versionId: project.versionId,
      presetId: role?.presetId,
      // Without it the tasks backend has no other way, which is what an operator who chose it wants.
      promptParameter: backend === "tasks" ? undefined : project.promptParameter,
      task: request.task,
    };
    const agent = await agents
      .create(chosen, order, options)
      .catch((error: unknown) => explain(error, request.name, options));
    await recordCreated(agent, request.task, options);
    const seen = request.waitSeconds > 0 ? await waitForStart(agent, request.waitSeconds, options) : agent;
    return { agent: seen.summary, backend: seen.backend, next: nextStep(seen, request.task) };
  }

  /** Its first task came with it, so that it is known to have arrived once the agent is there. */
  async function recordCreated(agent: AgentRecord, task: string | undefined, options: CallOptions): Promise<void> {
    const { workspaceId, summary, backend: used } = agent;
    const role = summary.role === undefined ? {} : { role: summary.role };
    const born = { agent_name: summary.name, project: summary.project, ...role, owner_id: agent.ownerId };
    await journal.record(workspaceId, "agent_created", { ...born, backend: used }, options);
    if (task === undefined) return;
    const task_id = crypto.randomUUID();
    const entry = { task_id, input_type: "task" } as const;
    const given = { task_id, task, origin: "ordered" } as const;
    const record = createInputRecord({ journal, workspaceId, entry, task: given, options });
    await record.attempt(async () => "yes");
    await record.settle();
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
    const seen = await waitUntilSettled(builds, agent, seconds, options);
    const { name } = agent.summary;
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
}
export type CreationService = ReturnType<typeof createCreationService>;

const nameFaults: Record<AgentNameFault, (name: string) => string> = {
  empty: () => "The name is empty; use letters, digits and single hyphens between them.",
  characters: (name) =>
    `The name ${JSON.stringify(name.slice(0, 40))} has characters that are not allowed; use letters, digits and single hyphens between them.`,
  too_long: (name) => `The name has ${name.length} characters; at most ${maxNewAgentNameLength} are allowed.`,
  reserved: () => `The names ${reservedAgentNames.map((word) => `"${word}"`).join(" and ")} are reserved by Coder.`,
};

function checkName(name: string): void {
  const fault = agentNameFault(name);
  if (fault)
    throw new ServiceError("invalid_input", nameFaults[fault](name), {
      hint: "Choose another name, for example reviewer-1.",
    });
}

function chooseRole(project: ProjectRecord, wanted: string | undefined): RoleRecord | undefined {
  if (wanted === undefined) return project.roles.find((role) => role.is_default);
  const role = project.roles.find(({ name }) => name.toLowerCase() === wanted.trim().toLowerCase());
  if (role) return role;
  const known = project.roles.map(({ name }) => name).join(", ");
  throw new ServiceError("not_found", `Project "${project.name}" has no role ${JSON.stringify(wanted.slice(0, 60))}.`, {
    hint: known ? `Its roles: ${known}.` : "It has no roles at all: leave role out.",
  });
}

function chooseBackend(project: ProjectRecord, choice: BackendChoice): BackendName {
  const [first] = project.backends;
  if (choice === "auto" && first) return first;
  const asked = project.backends.find((name) => name === choice);
  if (asked) return asked;
  throw new ServiceError(
    "unsupported",
    `Project "${project.name}" cannot be used with the ${choice} backend, which this server is configured for.`,
    {
      hint: `It offers: ${project.backends.join(", ")}. Ask the operator to set FLEET_MCP_BACKEND=auto, or use another project.`,
    },
  );
}

const isTaken = (error: unknown): boolean => error instanceof RepositoryError && error.code === "already_exists";

function nextStep({ summary }: AgentRecord, task: string | undefined): string {
  if (isTransitional(summary.status)) {
    return task === undefined
      ? "It is starting; wait_for_agents (until online) returns once it is up, then give it work with start_agent_task."
      : "It is starting and will begin its task by itself; show_agent says how far it is.";
  }
  if (!isOnline(summary.status))
    return `It was created but is ${summary.status}: look at show_agent, and at show_agent_log with source "build".`;
  return task === undefined ? "Give it work with start_agent_task." : "It has its task; show_agent says how far it is.";
}
