import type { ChatTruth } from "@fleet-mcp/coder-sim";
import type { Receipt } from "../managers/ledger.ts";
import type { Finding } from "./finding.ts";
import type { AgentAtTheEnd } from "./fleet-at-the-end.ts";
import type { AgentTruth } from "./judge-fleet.ts";

export interface ChatEvidence {
  readonly told: {
    readonly queued: readonly Receipt[];
    /** Agents that somebody wanted to cancel, restart or delete, whatever came of it; in small letters. */
    readonly halted: ReadonlySet<string>;
  };
  readonly chats: readonly ChatTruth[];
  readonly truth: readonly (Pick<AgentTruth, "workspaceId" | "name"> & { readonly isDeleted: boolean })[];
  readonly fleet: readonly AgentAtTheEnd[];
  /** Of the server: where it could not do what it should have done, it says so. */
  readonly log: readonly string[];
}

/** What is promised of agents that are chats of Coder's, beside what holds for all agents: that each prompt arrives, once. */
export function judgeChats(evidence: ChatEvidence): Finding[] {
  const names = new Map(evidence.truth.map(({ workspaceId, name }) => [workspaceId, name]));
  const known = evidence.chats.flatMap((chat) => {
    const name = names.get(chat.workspaceId ?? "");
    return name === undefined ? [] : [{ ...chat, name }];
  });
  return [twice, queuedLost, interruptedUnasked, deletedUnarchived, archivedUndeleted].flatMap((judge) =>
    judge(known, evidence),
  );
}

type NamedChat = ChatTruth & { readonly name: string };

/** A conversation begins once, however often its beginning was tried. */
function twice(chats: readonly NamedChat[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { name } of chats) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([name, count]) => finding("agent has two chats", `${name} has ${count}`));
}

/** What waits behind a task is given, or waits still; only who halts the agent takes it back. */
function queuedLost(chats: readonly NamedChat[], { told }: ChatEvidence): Finding[] {
  const there = new Set(
    chats.flatMap(({ name, prompts, queued }) =>
      [...prompts.map(({ text }) => text), ...queued].map((text) => key(name, text)),
    ),
  );
  return told.queued
    .filter(({ agent, prompt }) => !told.halted.has(agent.toLowerCase()) && !there.has(key(agent, prompt)))
    .map(({ agent, prompt }) =>
      finding("queued prompt lost", `${agent} never got "${prompt}", its receipt said queued`),
    );
}

/** The simulator counts as interrupts only those that were asked of Coder, not those of its own people. */
const interruptedUnasked = (chats: readonly NamedChat[], { told }: ChatEvidence): Finding[] =>
  chats
    .filter(({ name, interrupts }) => interrupts.length > 0 && !told.halted.has(name.toLowerCase()))
    .map(({ name }) => finding("chat interrupted unasked", `${name} was interrupted, and nobody had asked for it`));

/** Nobody but the server deletes: the conversation of an agent ends before its workspace. */
function deletedUnarchived(chats: readonly NamedChat[], { truth, log }: ChatEvidence): Finding[] {
  const gone = new Set(truth.filter(({ isDeleted }) => isDeleted).map(({ workspaceId }) => workspaceId));
  return chats
    .filter(({ workspaceId, isArchived }) => !isArchived && gone.has(workspaceId ?? ""))
    .filter(({ name }) => !isSaid(log, "did not come to rest", name))
    .map(({ name, status }) => finding("chat survives its agent", `${name} is deleted, its chat is ${status}`));
}

/** An archived chat makes no agent: only with a deletion under way, or failed, may it be one. */
function archivedUndeleted(chats: readonly NamedChat[], { fleet, log }: ChatEvidence): Finding[] {
  const there = new Set(
    fleet.filter(({ transition }) => transition !== "delete").map(({ workspaceId }) => workspaceId),
  );
  return chats
    .filter(({ workspaceId, isArchived }) => isArchived && there.has(workspaceId ?? ""))
    .filter(({ name }) => !isSaid(log, "could not be taken out of the archive", name))
    .map(({ name }) => finding("agent lost its chat", `${name} is there, its chat is archived`));
}

const isSaid = (log: readonly string[], words: string, name: string): boolean =>
  log.some((line) => line.includes(words) && line.includes(`"${name}"`));

const finding = (check: string, what: string): Finding => ({ check, what });

const key = (agent: string, prompt: string): string => `${agent.toLowerCase()}\n${prompt.trim()}`;
