import { setTimeout } from "node:timers/promises";
import type { Clock } from "@fleet-mcp/models";

/** Real time, for whoever runs outside a test. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
  },
};
