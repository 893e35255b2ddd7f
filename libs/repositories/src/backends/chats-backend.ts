import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions, Clock, Conversation, FirstTask, Logger } from "@fleet-mcp/models";
import type { AgentRecord } from "../agents/agent-record.ts";
import { agentLabel } from "../chats/agent-chat.ts";
import type { AgentChat } from "../chats/agent-chat.ts";
import type { AgentChats } from "../chats/agent-chats.ts";
import { createChatDeletion } from "../chats/chat-deletion.ts";
import { chatActivity } from "../chats/chat-state.ts";
import { dropQueued } from "../chats/drop-queued.ts";
import { greeting } from "../chats/greeting.ts";
import { firstPageSize, readMessages } from "../chats/read-messages.ts";
import { toPast } from "../chats/to-past.ts";
import type { Past } from "../chats/to-past.ts";
import { toUtterances } from "../chats/to-utterances.ts";
import { createUnqueue } from "../chats/unqueue.ts";
import { RepositoryError, raiseRepositoryError } from "../repository-error.ts";
import type { Activity, Backend, CreationOrder, IfBusy, Utterance } from "./backend.ts";

export interface ChatsBackendParts {
  readonly coder: CoderClient;
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly chats: AgentChats;
  /** Builds the workspaces, which are plain ones. */
  readonly machines: Pick<Backend, "requestStop" | "requestStart" | "requestDelete">;
}

/**
 * Coder's own agents ("Coder Agents", 2.32 and later): the loop runs in Coder and works in a workspace. The chat is created when
 * the machine is up (`begin`), because one that waits for its machine fails at its first turn.
 */
export function createChatsBackend({ coder, owner, clock, log, chats, machines }: ChatsBackendParts): Backend {
  const unqueue = createUnqueue({ coder, log });
  let models: readonly string[] | undefined;
  return {
    name: "chats",
    create,
    begin,
    activity,
    send,
    interrupt,
    dropQueue,
    conversation,
    past,
    details,
    firstPrompt: async () => undefined,
    requestStop: (agent, options) => unarchived(agent, options).then(() => machines.requestStop(agent, options)),
    requestStart: (agent, options) => unarchived(agent, options).then(() => machines.requestStart(agent, options)),
    requestDelete: createChatDeletion({ coder, clock, log, machines }),
  };

  /** The workspace alone. Refused before anything is made where no model is configured. */
  async function create(order: CreationOrder, options: CallOptions): Promise<string> {
    const offered = await coder.chats.models(options).catch(raiseRepositoryError("agent", order.name));
    if (offered.length === 0) throw withoutModel(order.name);
    const workspace = await coder.workspaces
      .create(
        owner,
        {
          name: order.name,
          template_version_id: order.versionId,
          ...(order.presetId ? { template_version_preset_id: order.presetId } : {}),
        },
        options,
      )
      .catch(raiseRepositoryError("agent", order.name));
    chats.expect(workspace.id);
    return workspace.id;
  }

  /** Creates the chat, bound to the workspace, with its first message. An answer that was lost is looked for before it counts as a failure. */
  async function begin(agent: AgentRecord, { task, systemPrompt }: FirstTask, options: CallOptions): Promise<void> {
    const { name } = agent.summary;
    try {
      await coder.chats.create(
        {
          organization_id: agent.organizationId,
          workspace_id: agent.workspaceId,
          labels: { [agentLabel]: name },
          ...(systemPrompt ? { system_prompt: systemPrompt } : {}),
          text: task ?? greeting,
        },
        options,
      );
    } catch (error) {
      if (error instanceof CoderError && error.reason === "no_default_model") throw withoutModel(name, error);
      if (error instanceof CoderError && error.code === "forbidden") throw withoutRole(name, error);
      raiseRepositoryError("agent", name)(error);
    }
  }

  async function activity(agent: AgentRecord, options: CallOptions): Promise<Activity> {
    if (!agent.chat) return gone;
    try {
      const now = await chats.again(agent.chat, agent.build.transition === "delete", options);
      return now ? chatActivity(now) : gone;
    } catch (error) {
      return raiseRepositoryError("agent", agent.summary.name)(error);
    }
  }

  /** Coder queues what comes while a turn runs. What the caller does not want queued is taken back, and then it is `busy`. */
  async function send(agent: AgentRecord, text: string, options: CallOptions, ifBusy: IfBusy = "refuse") {
    const { id } = chatOf(agent);
    try {
      const sent = await coder.chats.send(id, text, ifBusy === "refuse" ? undefined : ifBusy, options);
      if (!sent.isQueued || sent.queuedId === undefined) return "yes";
      if (ifBusy !== "refuse") return "queued";
      return await unqueue({ agentName: agent.summary.name, chatId: id, messageId: sent.queuedId, text });
    } catch (error) {
      if (error instanceof CoderError && error.delivered === "unknown") return "unknown";
      return raiseRepositoryError("agent", agent.summary.name)(error);
    }
  }

  /** Nothing to interrupt means that it has come to rest, which is what was asked for. */
  async function interrupt(agent: AgentRecord, options: CallOptions): Promise<void> {
    try {
      await coder.chats.interrupt(chatOf(agent).id, options);
    } catch (error) {
      if (error instanceof CoderError && error.reason === "chat_idle") return;
      raiseRepositoryError("agent", agent.summary.name)(error);
    }
  }

  function dropQueue(agent: AgentRecord, options: CallOptions): Promise<string[]> {
    return dropQueued(coder, chatOf(agent).id, options).catch(raiseRepositoryError("agent", agent.summary.name));
  }

  async function conversation(agent: AgentRecord, options: CallOptions): Promise<Utterance[]> {
    return toUtterances(await messagesOf(agent, options));
  }

  async function past(agent: AgentRecord, options: CallOptions): Promise<Past> {
    return toPast(await messagesOf(agent, options), chatOf(agent));
  }

  async function messagesOf(agent: AgentRecord, options: CallOptions) {
    return readMessages(coder, chatOf(agent).id, options).catch(raiseRepositoryError("agent", agent.summary.name));
  }

  /** The queue and how full the model's context is come with the newest messages. */
  async function details(agent: AgentRecord, options: CallOptions): Promise<Conversation> {
    const { id, title, summary } = chatOf(agent);
    const [page, model] = await Promise.all([
      coder.chats.messages(id, { limit: firstPageSize }, options),
      onlyModel(options),
    ]).catch(raiseRepositoryError("agent", agent.summary.name));
    const { total_tokens: used, context_limit: limit } = page.messages.find(({ usage }) => usage)?.usage ?? {};
    return {
      title,
      ...(summary ? { summary } : {}),
      ...(model ? { model } : {}),
      queued: String(page.queued.length),
      ...(used === undefined ? {} : { context: limit === undefined ? `${used} tokens` : `${used} of ${limit} tokens` }),
    };
  }

  /** A chat names its model by an id that only administrators can look up: where there is but one, it is that. */
  async function onlyModel(options: CallOptions): Promise<string | undefined> {
    models ??= (await coder.chats.models(options)).map(({ id, display_name: name }) => name || id);
    return models.length === 1 ? models[0] : undefined;
  }

  /** A deletion that failed has left the chat in the archive, where it makes no agent of a workspace that goes on. */
  async function unarchived({ chat, summary }: AgentRecord, options: CallOptions): Promise<void> {
    if (!chat?.isArchived) return;
    await coder.chats.change(chat.id, { archived: false }, options).catch(raiseRepositoryError("agent", summary.name));
  }
}

/** Its chat was archived, or is not there yet. */
const gone: Activity = {
  isBusy: false,
  evidence: "reported",
  problem: "it has no chat",
  isOffline: true,
  takesKeys: true,
};

function chatOf({ chat, summary }: AgentRecord): AgentChat {
  if (chat) return chat;
  throw new RepositoryError("offline", `Agent "${summary.name}" has no chat yet: its first task has not been given.`);
}

function withoutModel(name: string, cause?: CoderError): RepositoryError {
  const message = `No model is configured for Coder's chats, so agent "${name}" cannot work: an administrator of Coder has to add a provider and a default model.`;
  return new RepositoryError("unsupported", message, { cause });
}

function withoutRole(name: string, cause: CoderError): RepositoryError {
  const message = `The user of this server may not create chats, so agent "${name}" cannot work: an administrator of the organization has to give the role agents-access (Coder Agents User).`;
  return new RepositoryError("forbidden", message, { cause });
}
