import type { CoderClient, WireWorkspace } from "@fleet-mcp/coder-client";
import { CoderError } from "@fleet-mcp/coder-client";
import { isOnline } from "@fleet-mcp/models";
import type { Agent, AgentStatus, BackendName, CallOptions } from "@fleet-mcp/models";
import type { Backend, CreationOrder } from "../backends/backend.ts";
import type { AgentChat } from "../chats/agent-chat.ts";
import type { AgentChats, AwaitedChat } from "../chats/agent-chats.ts";
import { chatActivity } from "../chats/chat-state.ts";
import type { TemplateVersions } from "../projects/template-versions.ts";
import { RepositoryError, isAbsent, raiseRepositoryError } from "../repository-error.ts";
import type { AgentHandle, AgentRecord } from "./agent-record.ts";
import { isAppDoubtful } from "./find-ai-app.ts";
import { readFleetRows } from "./fleet-rows.ts";
import { keepAgents } from "./is-agent.ts";
import type { OwnerGuard } from "./owner-guard.ts";
import { readMetadata } from "./read-metadata.ts";
import { toAgent } from "./to-agent.ts";
import { toAgentRecord } from "./to-agent-record.ts";

export interface AgentRepositoryParts {
  readonly coder: CoderClient;
  readonly coderUrl: string;
  readonly owner: string;
  readonly appSlug: string | undefined;
  readonly versions: TemplateVersions;
  readonly guard: OwnerGuard;
  readonly chats: AgentChats;
  readonly backends: Readonly<Record<BackendName, Backend>>;
}

/** The owner's agents. Coder is the truth: nothing but template versions is remembered between calls. */
export function createAgentRepository({
  coder,
  coderUrl,
  owner,
  appSlug,
  versions,
  guard,
  chats,
  backends,
}: AgentRepositoryParts) {
  return { list, findByName, refresh, isGone, describe, create, expectChat };

  /** All agents by name, as the list calls carry them: one request per 100 workspaces and per 100 chats, none per agent. */
  async function list(options: CallOptions): Promise<AgentRecord[]> {
    const rows = await readFleetRows(coder, owner, options).catch(raiseRepositoryError("fleet"));
    const own = await guard.keepOwn(rows, options).catch(raiseRepositoryError("fleet"));
    const bound = await chats.ofFleet(own, options).catch(raiseRepositoryError("fleet"));
    const agents = await keepAgents(own, appSlug, versions, options, ({ id }) => bound.has(id));
    const records = await toRecords(agents, options, bound);
    return records.toSorted((a, b) => a.summary.name.localeCompare(b.summary.name));
  }

  /** Throws `not_found` for a name that nothing, a plain workspace, or somebody else's workspace has. */
  async function findByName(name: string, options: CallOptions): Promise<AgentRecord> {
    const row = await coder.workspaces.getByName(owner, name, options).catch(raiseRepositoryError("agent", name));
    const [own] = await guard.keepOwn([row], options).catch(raiseRepositoryError("agent", name));
    if (!own) throw new RepositoryError("not_found", `Coder has no agent "${name}", or it is not yours to see.`);
    const chat = await chats.ofWorkspace(own, options).catch(raiseRepositoryError("agent", name));
    const [agent] = await keepAgents([own], appSlug, versions, options, () => chat !== undefined);
    if (!agent)
      throw new RepositoryError("not_found", `"${name}" is a workspace but no agent: its template cannot run one.`);
    return toRecord(agent, options, chat);
  }

  /** The agent as it is now; undefined when it is gone. */
  async function refresh(agent: AgentHandle, options: CallOptions): Promise<AgentRecord | undefined> {
    try {
      const row = await coder.workspaces.getById(agent.workspaceId, options);
      if (row.owner_id !== agent.ownerId) return undefined;
      return await toRecord(row, options, await chatAgain(agent, row, options));
    } catch (error) {
      if (isAbsent(error)) return undefined;
      return raiseRepositoryError("agent", agent.summary.name)(error);
    }
  }

  /** Whether Coder says that it was deleted. Throws `not_found` where Coder shows nothing, which proves nothing. */
  async function isGone(workspaceId: string, name: string, options: CallOptions): Promise<boolean> {
    try {
      await coder.workspaces.getById(workspaceId, options);
      return false;
    } catch (error) {
      if (error instanceof CoderError && error.reason === "gone") return true;
      return raiseRepositoryError("agent", name)(error);
    }
  }

  /** An agent that was talked to in another way still is, unless it is owed a chat. */
  async function chatAgain({ backend, chat }: AgentHandle, row: WireWorkspace, options: CallOptions) {
    if (chat) return chats.again(chat, row.latest_build.transition === "delete", options);
    const mayHaveOne = backend === undefined || backend === "chats" || chats.isExpected(row.id);
    return mayHaveOne ? chats.ofWorkspace(row, options) : undefined;
  }

  /**
   * Everything about one agent: asks its CLI whether it works and its machine for metadata, 4 s at most for each. It is busy when
   * its CLI or its last report says so, offline when its CLI is known not to answer.
   */
  async function describe(agent: AgentRecord, options: CallOptions): Promise<Agent> {
    const { status } = agent.summary;
    if (!isOnline(status)) return toAgent(agent, coderUrl, { metadata: {}, notes: [] });
    const backend = backends[agent.backend];
    const [activity, conversation, { metadata, notes }] = await Promise.all([
      // A chat was read together with its agent, and is the truth about it.
      agent.chat ? chatActivity(agent.chat) : backend.activity(agent, options),
      backend.details?.(agent, options),
      agent.workspaceAgentId ? readMetadata(coder, agent.workspaceAgentId, options) : { metadata: {}, notes: [] },
    ]);
    if (activity.isOffline)
      return toAgent(withStatus(agent, "offline", activity.problem), coderUrl, { metadata, notes });
    const seen = activity.isBusy && status === "idle" ? withStatus(agent, "busy") : agent;
    const silence = activity.problem ? [`Status as last reported: ${activity.problem}.`] : [];
    return toAgent(seen, coderUrl, { metadata, notes: [...silence, ...notes], conversation });
  }

  /** Creates an agent through one backend and returns it as it is right after. Throws `already_exists`, `invalid_input`, `forbidden`. */
  async function create(backend: BackendName, order: CreationOrder, options: CallOptions): Promise<AgentRecord> {
    const workspaceId = await backends[backend].create(order, options);
    const row = await coder.workspaces.getById(workspaceId, options).catch(raiseRepositoryError("agent", order.name));
    return toRecord(row, options, chats.isExpected(workspaceId) ? "awaited" : undefined);
  }

  /** For an agent whose conversation another process was about to begin. */
  function expectChat({ workspaceId }: Pick<AgentHandle, "workspaceId">): void {
    chats.expect(workspaceId);
  }

  async function toRecord(
    row: WireWorkspace,
    options: CallOptions,
    chat?: AgentChat | AwaitedChat,
  ): Promise<AgentRecord> {
    const bound = new Map(chat ? [[row.id, chat]] : []);
    const [record] = await toRecords([await withTaskApp(row, options)], options, bound);
    if (!record) throw new TypeError("a row did not become a record");
    return record;
  }

  async function toRecords(
    rows: readonly (WireWorkspace & { readonly taskAppId?: string })[],
    options: CallOptions,
    bound: ReadonlyMap<string, AgentChat | AwaitedChat>,
  ) {
    const withPreset = rows.filter((row) => row.latest_build.template_version_preset_id);
    const presets = await versions.knownPresets(
      withPreset.map((row) => row.latest_build.template_version_id),
      options,
    );
    return rows.map((row) => {
      const known = presets.get(row.latest_build.template_version_id);
      const role = known?.find(({ id }) => id === row.latest_build.template_version_preset_id)?.name;
      return toAgentRecord(row, { slug: appSlug, taskAppId: row.taskAppId }, role, bound.get(row.id));
    });
  }

  /** One more request, only for a task whose workspace does not show by itself which app is its own. */
  async function withTaskApp(
    row: WireWorkspace,
    options: CallOptions,
  ): Promise<WireWorkspace & { readonly taskAppId?: string }> {
    if (!row.task_id || !isAppDoubtful(row, appSlug)) return row;
    try {
      const task = await coder.tasks.get(owner, row.task_id, options);
      return task.workspace_app_id ? { ...row, taskAppId: task.workspace_app_id } : row;
    } catch (error) {
      if (error instanceof CoderError) return row;
      throw error;
    }
  }
}
export type AgentRepository = ReturnType<typeof createAgentRepository>;

function withStatus(agent: AgentRecord, status: AgentStatus, reason?: string): AgentRecord {
  const { status_reason: _, ...summary } = agent.summary;
  return { ...agent, summary: { ...summary, status, ...(reason ? { status_reason: reason } : {}) } };
}
