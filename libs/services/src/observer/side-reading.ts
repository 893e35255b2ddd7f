import type { CallOptions, Logger } from "@fleet-mcp/models";
import { untilAborted } from "../until-aborted.ts";

/** How long a look waits for what machines say. */
const patienceMs = 1_000;

/**
 * Reading from machines, which may hang, beside the looks at the fleet: a look waits a moment for it, then goes on with what is known
 * and leaves the rest to the next one. One reading at a time.
 */
export function createSideReading(log: Logger) {
  let running: Promise<void> | undefined;

  return async function readAside(job: (options: CallOptions) => Promise<void>, options: CallOptions): Promise<void> {
    running ??= begin(job, options);
    await Promise.race([running, untilAborted(AbortSignal.any([options.signal, AbortSignal.timeout(patienceMs)]))]);
    options.signal.throwIfAborted();
  };

  async function begin(job: (options: CallOptions) => Promise<void>, options: CallOptions): Promise<void> {
    try {
      await job(options);
    } catch (error) {
      if (!options.signal.aborted) log.warn("what agents say could not be read", { error: String(error) });
    } finally {
      running = undefined;
    }
  }
}
