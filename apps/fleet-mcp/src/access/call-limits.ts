import type { Clock } from "@fleet-mcp/models";
import type { Limits } from "./access.ts";
import type { Caller } from "./caller.ts";

export type Admission =
  | { readonly isAdmitted: true; release(): void }
  | { readonly isAdmitted: false; readonly reason: string; readonly retryAfterSeconds: number };

/** What a request is: a call ends with its answer, a stream stays open until its client leaves, a note is taken at once. */
export type Kind = "call" | "stream" | "note";

interface Use {
  /** Requests that may still come; grows back with time. */
  left: number;
  countedAt: number;
  readonly open: Record<Kind, number>;
}

const minuteMs = 60_000;

/**
 * Holds every caller to requests per minute and to calls at a time; one caller's use never costs another anything.
 * A stream that waits for news does no work, so it takes none of the calls' places: streams have as many of their own. So have notes,
 * for calls may wait for what they say.
 */
export function createCallLimits(callers: readonly Caller[], limits: Limits, clock: Pick<Clock, "now">) {
  const { requestsPerMinute, concurrentCalls } = limits;
  const start = (): Use => ({ left: requestsPerMinute, countedAt: clock.now(), open: { call: 0, stream: 0, note: 0 } });
  const uses = new Map(callers.map(({ name }) => [name, start()]));

  /** Requests grow back evenly, so nobody waits for the minute's end: a token bucket that holds one minute's worth. */
  function refill(use: Use): void {
    const passedMs = Math.max(0, clock.now() - use.countedAt);
    use.left = Math.min(requestsPerMinute, use.left + (passedMs * requestsPerMinute) / minuteMs);
    use.countedAt = clock.now();
  }

  return {
    /** Admits a request that carries `messages` messages; whoever is admitted releases it once. */
    admit({ name }: Caller, kind: Kind, messages = 1): Admission {
      const use = uses.get(name);
      if (!use) throw new Error(`no caller is named ${name}`);
      refill(use);
      if (use.left < messages) {
        const waitMs = ((messages - use.left) * minuteMs) / requestsPerMinute;
        return refused(`more than ${requestsPerMinute} requests in a minute`, Math.ceil(waitMs / 1000));
      }
      if (use.open[kind] + messages > concurrentCalls) {
        return refused(`more than ${concurrentCalls} ${kind}s at a time`, 1);
      }
      use.left -= messages;
      use.open[kind] += messages;
      return { isAdmitted: true, release: () => void (use.open[kind] -= messages) };
    },
  };
}
export type CallLimits = ReturnType<typeof createCallLimits>;

function refused(reason: string, seconds: number): Admission {
  return { isAdmitted: false, reason, retryAfterSeconds: Math.max(1, seconds) };
}
