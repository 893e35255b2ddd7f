import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions, Clock, Logger } from "@fleet-mcp/models";
import type { AgentChats } from "./agent-chats.ts";

export interface ChatNewsParts {
  readonly coder: Pick<CoderClient, "chats">;
  readonly chats: Pick<AgentChats, "mount" | "mountAgain">;
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 up to 1: servers that lost the same Coder do not come back at the same moment. */
  readonly random?: () => number;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** A connection that lasted so long was a good one: the next is tried soon. */
const goodMs = 10_000;
/** For what time alone does not change: a Coder without chats, a token without rights. */
const rareMs = 600_000;

/** Rings when something may have become of a chat, so that nobody has to wait for the next look. */
export function createChatNews({ coder, chats, clock, log, random = Math.random }: ChatNewsParts) {
  return { watch };

  /**
   * Calls `listener` after every event that may change an agent, and after every connection, as what happened before it was not
   * told. Runs until the signal is aborted, and never fails for Coder's sake: meanwhile the fleet is to be asked as ever.
   */
  async function watch(listener: () => void, options: CallOptions): Promise<void> {
    const { signal } = options;
    let failures = 0;
    let openedAt: number | undefined;
    let [isNowhere, isOut] = [false, false];
    while (!signal.aborted) {
      const pauseMs = await follow().catch(pauseAfterLoss);
      await clock.sleep(pauseMs, signal).catch(ignoreAbort);
    }

    async function follow(): Promise<number> {
      openedAt = undefined;
      // Where there were no chats they are looked for anew, as Coder may have been upgraded.
      isNowhere = (await (isNowhere ? chats.mountAgain : chats.mount)(options)) === undefined;
      if (isNowhere) return rareMs;
      const events = await coder.chats.watch(options);
      openedAt = clock.now();
      if (isOut) log.info("chats tell of changes again");
      isOut = false;
      listener();
      for await (const { kind } of events) if (!silent.has(kind)) listener();
      return firstPauseMs;
    }

    function pauseAfterLoss(error: unknown): number {
      if (signal.aborted) return 0;
      if (!(error instanceof CoderError)) throw error;
      complain(error);
      if (openedAt !== undefined && clock.now() - openedAt >= goodMs) failures = 0;
      failures += 1;
      return pauseAfter(error, failures, random());
    }

    /** A connection that breaks is nothing to speak of while the next one opens. */
    function complain(error: CoderError): void {
      const isWorthIt = openedAt === undefined && !isOut;
      if (isWorthIt) log.warn("chats do not tell of changes now; they are noticed by asking", { error });
      else log.debug("chats stopped telling of changes", { error });
      isOut ||= isWorthIt;
    }

    function ignoreAbort(error: unknown): void {
      if (!signal.aborted) throw error;
    }
  }
}
export type ChatNews = ReturnType<typeof createChatNews>;

/** A new title is no news of an agent. */
const silent: ReadonlySet<string> = new Set(["title_change"]);
const hopeless: ReadonlySet<string> = new Set(["forbidden", "unauthenticated"]);

/** 1, 2, 4 … 30 s, and up to a half less; never sooner than Coder asks for. */
function pauseAfter({ code, retryAfterSeconds = 0 }: CoderError, failures: number, chance: number): number {
  if (hopeless.has(code)) return rareMs;
  const pauseMs = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs) * (1 - chance / 2);
  return Math.max(pauseMs, retryAfterSeconds * 1_000);
}
