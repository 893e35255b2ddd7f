import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions, Clock, Logger } from "@fleet-mcp/models";
import type { AgentRecord } from "../agents/agent-record.ts";
import type { Backend } from "../backends/backend.ts";
import { mayPass } from "../may-pass.ts";
import { RepositoryError, isAbsent, raiseRepositoryError } from "../repository-error.ts";
import type { AgentChat } from "./agent-chat.ts";
import { putChatAway } from "./put-chat-away.ts";

export interface ChatDeletionParts {
  readonly coder: Pick<CoderClient, "chats" | "workspaces">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly machines: Pick<Backend, "requestDelete">;
}

/** A chat is brought back without the caller, but not for ever. */
const bringBackMs = 10_000;
const pauseMs = 500;

/** Interrupts and archives the chat of an agent, then deletes its workspace; a chat whose workspace stays is taken out of the archive again. */
export function createChatDeletion({ coder, clock, log, machines }: ChatDeletionParts) {
  return requestDelete;

  async function requestDelete(agent: AgentRecord, options: CallOptions): Promise<void> {
    const { chat } = agent;
    if (!chat || chat.isArchived) return machines.requestDelete(agent, options);
    try {
      await putAway(agent, chat, options);
      await machines.requestDelete(agent, options);
    } catch (error) {
      if (!(error instanceof RepositoryError && isAbsent(error.cause))) await bringBack(agent, chat);
      throw error;
    }
  }

  async function putAway(agent: AgentRecord, chat: AgentChat, options: CallOptions): Promise<void> {
    const { name } = agent.summary;
    const isAway = await putChatAway({ coder, clock }, chat.id, options).catch(raiseRepositoryError("agent", name));
    if (!isAway) log.warn("a chat did not come to rest and is deleted with its workspace", { agent: name });
  }

  async function bringBack(agent: AgentRecord, chat: AgentChat): Promise<void> {
    const options = { signal: AbortSignal.timeout(bringBackMs) };
    const deadline = clock.now() + bringBackMs;
    try {
      while (!(await isSettled(agent, chat, options))) {
        if (clock.now() >= deadline) throw new Error(`Coder did not answer for ${bringBackMs / 1_000} s`);
        await clock.sleep(pauseMs, options.signal);
      }
    } catch (error) {
      const said = { agent: agent.summary.name, error: String(error) };
      if (!isAbsent(error)) log.warn("a chat could not be taken out of the archive", said);
    }
  }

  /** False while Coder cannot be reached. Whether the chat was archived at all is asked: the answer that would have told may be the one that was lost. */
  async function isSettled(agent: AgentRecord, chat: AgentChat, options: CallOptions): Promise<boolean> {
    try {
      const { archived } = await coder.chats.get(chat.id, options);
      if (archived && !(await isLeaving(agent, options)))
        await coder.chats.change(chat.id, { archived: false }, options);
      return true;
    } catch (error) {
      if (mayPass(error)) return false;
      throw error;
    }
  }

  /** After all: the answer to its deletion was lost, or somebody else has asked for it. */
  async function isLeaving({ workspaceId }: AgentRecord, options: CallOptions): Promise<boolean> {
    return (await coder.workspaces.getById(workspaceId, options)).latest_build.transition === "delete";
  }
}
