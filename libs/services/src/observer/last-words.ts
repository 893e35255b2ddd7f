import { mapLimited } from "@fleet-mcp/models";
import type { AgentLedger, CallOptions, Clock } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { AlertThresholds } from "../alerts/rules/alert-thresholds.ts";
import { questionIn } from "../alerts/rules/question-in.ts";
import { shortHash } from "../alerts/rules/short-hash.ts";
import type { Words } from "../alerts/rules/verdict.ts";

export interface LastWordsParts {
  readonly conversations: Pick<Repositories["conversations"], "read">;
  readonly clock: Clock;
  readonly thresholds: AlertThresholds;
}

/** One agent as a look sees it. */
export interface Listener {
  readonly agent: AgentLedger;
  readonly seen: AgentRecord;
}

/** What was read of one run of a status. */
interface Heard {
  /** Tells the run from the next one. */
  readonly run: string;
  readonly words: Words | undefined;
  readonly readAt: number;
}

const parallel = 8;
/** How long a machine may take to answer. */
const patienceMs = 4_000;
/** Work that is over sooner is nobody's worry. */
const calmMs = 60_000;
/** A question that is older than this was there before anybody looked. */
const longAgoMs = 15 * 60_000;

/**
 * The last words of agents that may be stuck or waiting: of busy ones now and then, of idle ones once, when they have rested for long
 * enough. Kept in memory, because what was said before a restart of ours proves nothing about the time between.
 */
export function createLastWords({ conversations, clock, thresholds }: LastWordsParts) {
  const heard = new Map<string, Heard>();
  const noOutputMs = thresholds.noOutputSeconds * 1_000;
  const everyMs = noOutputMs / 4;
  return { refresh, of };

  function of({ agent }: Listener): Words | undefined {
    const known = heard.get(agent.workspaceId);
    return known?.run === agent.since ? known.words : undefined;
  }

  /** Reads what is due. A conversation that cannot be read is left for later. */
  async function refresh(listeners: readonly Listener[], options: CallOptions): Promise<void> {
    forgetOthers(listeners);
    const due = listeners.filter(isDue).toSorted((a, b) => lastRead(a) - lastRead(b));
    await mapLimited(due, parallel, async (listener) => {
      await read(listener, options);
      options.signal.throwIfAborted();
    });
  }

  async function read(listener: Listener, options: CallOptions): Promise<void> {
    const { agent, seen } = listener;
    const before = of(listener);
    const readAt = clock.now();
    heard.set(agent.workspaceId, { run: agent.since, words: before, readAt });
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(patienceMs)]);
    const text = await lastText(seen, { ...options, signal });
    if (text === undefined) return;
    const hash = shortHash(text) + shortHash(`${seen.reports[0]?.at ?? ""} ${text.length}`);
    const since = before?.hash === hash ? before.since : readAt;
    heard.set(agent.workspaceId, { run: agent.since, words: { hash, since, question: questionIn(text) }, readAt });
  }

  /** What the agent said last; undefined when that cannot be read, empty when it has not the last word. */
  async function lastText(seen: AgentRecord, options: CallOptions): Promise<string | undefined> {
    try {
      const last = (await conversations.read(seen, options)).at(-1);
      return last?.from === "agent" ? last.text : "";
    } catch (error) {
      if (error instanceof RepositoryError || options.signal.aborted) return undefined;
      throw error;
    }
  }

  function isDue(listener: Listener): boolean {
    const { agent, seen } = listener;
    const { status } = seen.summary;
    if (agent.status !== status) return false;
    const now = clock.now();
    const age = now - Date.parse(agent.since);
    const known = heard.get(agent.workspaceId);
    const last = known?.run === agent.since ? known : undefined;
    if (status === "idle") return isIdleDue(listener, age) && !last?.words && now - (last?.readAt ?? 0) >= calmMs;
    if (status !== "busy" || age < calmMs) return false;
    if (!last || now - last.readAt >= everyMs) return true;
    // Nothing is said of a silence that was not looked at when it had lasted long enough.
    const dueAt = (last.words?.since ?? Number.POSITIVE_INFINITY) + noOutputMs;
    return dueAt <= now && last.readAt < dueAt;
  }

  /** Its last report may answer the question without asking. */
  function isIdleDue({ agent, seen }: Listener, age: number): boolean {
    const restedMs = clock.now() - Date.parse(seen.summary.since);
    if (agent.task?.isOrdered && agent.task.state === "working" && agent.task.startedAt > agent.since) return false;
    if (questionIn(seen.reports[0]?.message ?? "") !== undefined) return false;
    return age >= thresholds.waitingSeconds * 1_000 && Math.max(age, restedMs) < longAgoMs;
  }

  function lastRead({ agent }: Listener): number {
    return heard.get(agent.workspaceId)?.readAt ?? 0;
  }

  function forgetOthers(listeners: readonly Listener[]): void {
    const present = new Set(listeners.map(({ agent }) => agent.workspaceId));
    for (const id of heard.keys()) if (!present.has(id)) heard.delete(id);
  }
}
export type LastWords = ReturnType<typeof createLastWords>;
