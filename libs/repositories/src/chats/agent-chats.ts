import { CoderError } from "@fleet-mcp/coder-client";
import type { ChatsMount, CoderClient, WireChat, WireWorkspace } from "@fleet-mcp/coder-client";
import { mapLimited } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";
import { isAbsent } from "../repository-error.ts";
import { agentLabel, toAgentChat } from "./agent-chat.ts";
import type { AgentChat } from "./agent-chat.ts";

const pageSize = 100;
const parallel = 4;

type Row = Pick<WireWorkspace, "id" | "name" | "task_id" | "latest_build">;

export interface AgentChatsParts {
  readonly coder: CoderClient;
  readonly owner: string;
  /** Whether the event log knows of a chat that is still to come for this workspace. */
  readonly isOwed?: (workspaceId: string) => Promise<boolean>;
}

/** A chat that is about to be created: Coder knows only the workspace so far. */
export type AwaitedChat = "awaited";

/**
 * Which workspaces have a chat that makes them agents: one labelled with the agent's name and bound to the workspace. Coder lists
 * chats to their owner alone, so only the token's own fleet has them. Remembers the chats that this process is about to create, and
 * asks the event log for those that others are.
 */
export function createAgentChats({ coder, owner, isOwed = async () => false }: AgentChatsParts) {
  const awaited = new Set<string>();
  return { mount, mountAgain, ofFleet, ofWorkspace, again, expect, isExpected };

  /** Where this Coder has chats; undefined where the fleet can have none. */
  async function mount(options: CallOptions): Promise<ChatsMount | undefined> {
    return owner === "me" ? coder.chats.mount(options) : undefined;
  }

  /** The same, asked anew. */
  async function mountAgain(options: CallOptions): Promise<ChatsMount | undefined> {
    return owner === "me" ? coder.chats.mountAgain(options) : undefined;
  }

  /** The chats of these workspaces by workspace id: one request per 100 chats, none where there can be none. */
  async function ofFleet(rows: readonly Row[], options: CallOptions): Promise<Map<string, AgentChat | AwaitedChat>> {
    const open = rows.filter((row) => !row.task_id);
    const found = new Map<string, AgentChat | AwaitedChat>();
    if (open.length === 0 || !(await mount(options))) return found;
    const chats = byWorkspace(await readAll(open.length, options));
    for (const row of open) {
      const chat = pick(row, chats.get(row.id) ?? []) ?? (await awaitedBy(row));
      if (chat) found.set(row.id, chat);
    }
    const leaving = open.filter((row) => isLeaving(row) && !found.has(row.id));
    for (const chat of await mapLimited(leaving, parallel, (row) => ofLeaving(row, options)))
      if (chat) found.set(chat.workspaceId, chat);
    return found;
  }

  /** The same for one workspace. */
  async function ofWorkspace(row: Row, options: CallOptions): Promise<AgentChat | AwaitedChat | undefined> {
    if (row.task_id || !(await mount(options))) return undefined;
    const chat = pick(row, await labelled(row, false, options)) ?? (await ofLeaving(row, options));
    if (chat) awaited.delete(row.id);
    return chat ?? (await awaitedBy(row));
  }

  /** A chat as it is now; undefined when it was given to another workspace, or archived while its own stays. */
  async function again(chat: AgentChat, isBeingDeleted: boolean, options: CallOptions): Promise<AgentChat | undefined> {
    try {
      const now = toAgentChat(await coder.chats.get(chat.id, options));
      return now?.workspaceId === chat.workspaceId && (isBeingDeleted || !now.isArchived) ? now : undefined;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  async function awaitedBy({ id }: Row): Promise<AwaitedChat | undefined> {
    return awaited.has(id) || (await isOwed(id)) ? "awaited" : undefined;
  }

  /** This workspace was made for a chat, which comes when its machine is up. */
  function expect(workspaceId: string): void {
    awaited.add(workspaceId);
  }

  function isExpected(workspaceId: string): boolean {
    return awaited.has(workspaceId);
  }

  /** An agent is deleted chat first: until its workspace is gone, the archived chat tells what it was. */
  async function ofLeaving(row: Row, options: CallOptions): Promise<AgentChat | undefined> {
    return isLeaving(row) ? pick(row, await labelled(row, true, options)) : undefined;
  }

  async function labelled({ name }: Row, archived: boolean, options: CallOptions): Promise<readonly WireChat[]> {
    const label = { key: agentLabel, value: name };
    return coder.chats.list({ label, limit: pageSize, offset: 0, archived }, options).catch(noneWhenForbidden);
  }

  /**
   * Coder does not say how many chats there are: after a full page the next are read side by side, as far as there are workspaces
   * for them. Pages may shift while they are read; a chat seen twice is the same.
   */
  async function readAll(workspaces: number, options: CallOptions): Promise<WireChat[]> {
    const chats: WireChat[] = [];
    for (let [offset, count] = [0, 1]; ;) {
      const offsets = Array.from({ length: count }, (_, index) => offset + index * pageSize);
      const pages = await Promise.all(offsets.map((start) => readPage(start, options)));
      chats.push(...pages.flat());
      if (pages.some((page) => page.length < pageSize)) return chats;
      offset += count * pageSize;
      count = Math.max(1, Math.min(parallel, Math.ceil((workspaces - offset) / pageSize)));
    }
  }

  function readPage(offset: number, options: CallOptions): Promise<readonly WireChat[]> {
    return coder.chats.list({ limit: pageSize, offset }, options).catch(noneWhenForbidden);
  }
}
export type AgentChats = ReturnType<typeof createAgentChats>;

const isLeaving = ({ latest_build: build }: Row): boolean => build.transition === "delete";

/** Each in the order it was listed. */
function byWorkspace(chats: readonly WireChat[]): ReadonlyMap<string, readonly WireChat[]> {
  const sorted = new Map<string, WireChat[]>();
  for (const chat of chats) {
    if (!chat.workspace_id) continue;
    const own = sorted.get(chat.workspace_id);
    if (own) own.push(chat);
    else sorted.set(chat.workspace_id, [chat]);
  }
  return sorted;
}

/** The newest, should an agent have more than one. */
function pick(row: Row, chats: readonly WireChat[]): AgentChat | undefined {
  const own = chats.flatMap((chat) => toAgentChat(chat) ?? []);
  return own.find((chat) => chat.workspaceId === row.id && chat.agentName.toLowerCase() === row.name.toLowerCase());
}

/** A user without the role for chats has none. */
function noneWhenForbidden(error: unknown): readonly WireChat[] {
  if (error instanceof CoderError && error.code === "forbidden") return [];
  throw error;
}
