import { mapLimited } from "@fleet-mcp/models";
import type { AgentLedger, CallOptions, Clock } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { AlertThresholds } from "../alerts/rules/alert-thresholds.ts";
import { questionIn } from "../alerts/rules/question-in.ts";
import { restsSince } from "../alerts/rules/rests-since.ts";
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

/** What was read of one run of a status, or of one rest. */
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
/** Who has rested for longer is read later than others, a few in each look; who was met like that is let be. */
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

  function of(listener: Listener): Words | undefined {
    return heardOf(listener)?.words;
  }

  function heardOf(listener: Listener): Heard | undefined {
    const known = heard.get(listener.agent.workspaceId);
    return known?.run === runOf(listener) ? known : undefined;
  }

  /** Reads what is due. A conversation that cannot be read is left for later. */
  async function refresh(listeners: readonly Listener[], options: CallOptions): Promise<void> {
    forgetOthers(listeners);
    const due = listeners.filter(isDue).toSorted((a, b) => lastRead(a) - lastRead(b));
    const asleep = new Set(due.filter(hasRestedLong).slice(parallel));
    const now = due.filter((listener) => !asleep.has(listener));
    await mapLimited(now, parallel, async (listener) => {
      await read(listener, options);
      options.signal.throwIfAborted();
    });
  }

  async function read(listener: Listener, options: CallOptions): Promise<void> {
    const { agent, seen } = listener;
    const before = of(listener);
    const run = runOf(listener);
    const readAt = clock.now();
    heard.set(agent.workspaceId, { run, words: before, readAt });
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(patienceMs)]);
    const said = await lastSaid(seen, { ...options, signal });
    if (said === undefined) return;
    const { text, at } = said;
    const hash = shortHash(text) + shortHash(`${seen.reports[0]?.at ?? ""} ${text.length}`);
    // A machine's clock is believed only within what was looked at.
    const earliest = before?.until ?? Math.max(Date.parse(agent.since), readAt - calmMs);
    const since = before?.hash === hash ? before.since : Math.min(Math.max(at, earliest), readAt);
    heard.set(agent.workspaceId, { run, words: { hash, since, until: readAt, question: questionIn(text) }, readAt });
  }

  /** What the agent said last, and when; undefined when that cannot be read, empty when it has not the last word. */
  async function lastSaid(seen: AgentRecord, options: CallOptions) {
    try {
      const last = (await conversations.read(seen, options)).at(-1);
      return { text: last?.from === "agent" ? last.text : "", at: Date.parse(last?.time ?? "") || clock.now() };
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
    const last = heardOf(listener);
    if (status === "idle") {
      const retryMs = hasRestedLong(listener) ? longAgoMs : calmMs;
      return isIdleDue(listener) && !last?.words && now - (last?.readAt ?? 0) >= retryMs;
    }
    if (status !== "busy" || now - Date.parse(agent.since) < calmMs) return false;
    if (!last || now - last.readAt >= everyMs) return true;
    // Nothing is said of a silence that was not looked at when it had lasted long enough.
    const dueAt = (last.words?.since ?? Number.POSITIVE_INFINITY) + noOutputMs;
    return dueAt <= now && last.readAt < dueAt;
  }

  /** Its last report may answer the question without asking. */
  function isIdleDue(listener: Listener): boolean {
    const { agent, seen } = listener;
    if (agent.task?.isOrdered && agent.task.state === "working" && agent.task.startedAt > agent.since) return false;
    if (questionIn(seen.reports[0]?.message ?? "") !== undefined) return false;
    return restedMs(listener) >= thresholds.waitingSeconds * 1_000 && !wasAsleepWhenMet(listener);
  }

  function restedMs({ agent, seen }: Listener): number {
    return clock.now() - Date.parse(restsSince(agent, seen));
  }

  function hasRestedLong(listener: Listener): boolean {
    return listener.seen.summary.status === "idle" && restedMs(listener) >= longAgoMs;
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

/** Tells one stay in a status from the next, and one rest from the next. */
const runOf = ({ agent, seen }: Listener): string =>
  seen.summary.status === "idle" ? restsSince(agent, seen) : agent.since;

/** Nothing has happened since it was met, and it had rested for long by then. */
function wasAsleepWhenMet({ agent, seen }: Listener): boolean {
  const metAt = Date.parse(agent.firstSeenAt);
  const restedAt = Date.parse(seen.summary.since);
  return Date.parse(restsSince(agent, seen)) === metAt && metAt - restedAt >= longAgoMs;
}
