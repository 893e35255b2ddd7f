import type { ServerResponse } from "node:http";
import type { Clock, Logger } from "@fleet-mcp/models";

/** No token, a page or host that may not call, more than its limits allow. */
const statuses = [401, 403, 429] as const;
export type RefusalStatus = (typeof statuses)[number];

interface Parts {
  readonly log: Logger;
  readonly clock: Pick<Clock, "now">;
  /** Told of each, for counts. */
  readonly onRefused: ((status: RefusalStatus) => void) | undefined;
}

const quietMs = 60_000;

/** Lets the operator see who is refused: a line at once, and then one a minute at most, which tells how many there were since the last. */
export function createRefusals({ log, clock, onRefused }: Parts) {
  const unsaid = new Map<RefusalStatus, { count: number; quietUntil: number }>();

  function refused(status: RefusalStatus): void {
    onRefused?.(status);
    const { count, quietUntil } = unsaid.get(status) ?? { count: 0, quietUntil: 0 };
    const isQuiet = clock.now() < quietUntil;
    unsaid.set(status, isQuiet ? { count: count + 1, quietUntil } : { count: 0, quietUntil: clock.now() + quietMs });
    if (!isQuiet) log.warn("requests were refused", { status, count: count + 1 });
  }

  return {
    /** Looks at what a request is answered in the end. */
    watch(response: ServerResponse): void {
      response.once("finish", () => {
        const status = statuses.find((refusal) => refusal === response.statusCode);
        if (status) refused(status);
      });
    },
  };
}
