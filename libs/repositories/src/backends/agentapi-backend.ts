import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions, GivenPrompt, Logger } from "@fleet-mcp/models";
import type { AgentRecord } from "../agents/agent-record.ts";
import { promptParameter } from "../projects/prompt-parameter.ts";
import { RepositoryError, raiseRepositoryError } from "../repository-error.ts";
import type { AiAppCalls } from "./ai-app-calls.ts";
import type { Backend, CreationOrder } from "./backend.ts";

export interface AgentApiBackendParts {
  readonly coder: CoderClient;
  readonly owner: string;
  readonly calls: AiAppCalls;
  readonly log: Logger;
}

/** A plain workspace whose template starts AgentAPI: works on any release of Coder. */
export function createAgentApiBackend({ coder, owner, calls, log }: AgentApiBackendParts): Backend {
  return { name: "agentapi", ...calls, create, firstPrompt, requestStop, requestStart, requestDelete };

  async function create(order: CreationOrder, options: CallOptions): Promise<string> {
    const parameter = order.promptParameter;
    const workspace = await coder.workspaces
      .create(
        owner,
        {
          name: order.name,
          template_version_id: order.versionId,
          ...(order.presetId ? { template_version_preset_id: order.presetId } : {}),
          rich_parameter_values: parameter && order.task !== undefined ? [{ name: parameter, value: order.task }] : [],
        },
        options,
      )
      .catch(raiseRepositoryError("agent", order.name));
    if (order.task !== undefined) await provePrompt(order, workspace.latest_build.id, options);
    return workspace.id;
  }

  /** Coder accepts values of parameters it does not know without a word: only the stored ones prove that the task arrived. */
  async function provePrompt(
    { name, task, promptParameter: parameter }: CreationOrder,
    buildId: string,
    options: CallOptions,
  ) {
    const stored = await coder.builds
      .parameters(buildId, options)
      .catch((error: unknown) => raiseUnproven(name, error));
    if (stored.some((entry) => entry.name === parameter && entry.value === task)) return;
    const message = `Agent "${name}" was created, but Coder did not keep its first task in the parameter ${parameter ?? "ai_prompt"}.`;
    throw new RepositoryError("build_failed", message);
  }

  /**
   * The prompt parameter of its first build; after that it is no task of the present conversation. The agent's own words
   * stand in for a prompt that cannot be read, so that is no failure.
   */
  async function firstPrompt(agent: AgentRecord, options: CallOptions): Promise<GivenPrompt | undefined> {
    if (agent.build.number !== 1) return undefined;
    try {
      const stored = await coder.builds.parameters(agent.build.id, options);
      const name = promptParameter(stored);
      const text = stored.find((entry) => entry.name === name)?.value;
      return text ? { text, at: agent.createdAt } : undefined;
    } catch (error) {
      if (!(error instanceof CoderError) || error.code === "unauthenticated") {
        return raiseRepositoryError("agent", agent.summary.name)(error);
      }
      log.warn("the first task of an agent could not be read", { agent: agent.summary.name, code: error.code });
      return undefined;
    }
  }

  async function requestStop(agent: AgentRecord, options: CallOptions): Promise<void> {
    await build(agent, { transition: "stop" }, options);
  }

  async function requestStart(agent: AgentRecord, options: CallOptions): Promise<void> {
    const demanded = agent.demandedVersionId;
    await build(agent, { transition: "start", ...(demanded ? { template_version_id: demanded } : {}) }, options);
  }

  async function requestDelete(agent: AgentRecord, options: CallOptions): Promise<void> {
    await build(agent, { transition: "delete" }, options);
  }

  async function build(
    agent: AgentRecord,
    order: Parameters<typeof coder.workspaces.createBuild>[1],
    options: CallOptions,
  ) {
    await coder.workspaces
      .createBuild(agent.workspaceId, order, options)
      .catch(raiseRepositoryError("agent", agent.summary.name));
  }
}

/** The agent is there all the same, and must not be created a second time. */
function raiseUnproven(name: string, error: unknown): never {
  if (!(error instanceof CoderError)) throw error;
  const message = `Agent "${name}" was created, but whether it got its first task could not be read back (${error.code}).`;
  throw new RepositoryError(error.code, message, { cause: error });
}
