import { EventEmitter, once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Clock } from "@fleet-mcp/models";

/** The answers that are being given. */
export function createOpenAnswers() {
  const open = new Set<ServerResponse>();
  const events = new EventEmitter<{ none: [] }>();

  return {
    /** Counts it until it is complete or its client has left. */
    add(response: ServerResponse): void {
      open.add(response);
      response.once("close", () => {
        open.delete(response);
        if (open.size === 0) events.emit("none");
      });
    },
    /** Waits for all of them, at most `ms`; resolves with how many are left. */
    async finish(ms: number, clock: Clock): Promise<number> {
      if (open.size === 0) return 0;
      const waiting = new AbortController();
      const { signal } = waiting;
      await Promise.race([once(events, "none", { signal }), clock.sleep(ms, signal)]).finally(() => waiting.abort());
      return open.size;
    },
  };
}
