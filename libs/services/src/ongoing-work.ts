import { FleetError } from "@fleet-mcp/models";
import type { CallOptions, Logger } from "@fleet-mcp/models";

/** No sequence of ours takes longer: Coder forces a cancelled build to its end after ten minutes. */
const longestMs = 15 * 60_000;

/**
 * Sequences that must not stop half-way because their caller went away: an agent stopped for a restart has to be started again.
 * They run on their own signal; `drain` waits for them when the process is about to end.
 */
export function createOngoingWork({ log }: { readonly log: Logger }) {
  const running = new Set<Promise<unknown>>();
  return { run, drain };

  /** The job's result, or undefined when it goes on after `foregroundMs`. A caller that is aborted leaves at once; the job does not. */
  async function run<T>(
    job: (options: CallOptions) => Promise<T>,
    foregroundMs: number,
    { signal, onProgress }: CallOptions,
  ): Promise<{ readonly value: T } | undefined> {
    signal.throwIfAborted();
    const patience = AbortSignal.any([signal, AbortSignal.timeout(foregroundMs)]);
    const work = job({
      signal: AbortSignal.timeout(longestMs),
      onProgress: (progress) => {
        if (!patience.aborted) onProgress?.(progress);
      },
    });
    const owned = work.catch((error: unknown) => {
      if (patience.aborted) log.error("work that went on without its caller failed", { error: describe(error) });
    });
    running.add(owned);
    void owned.finally(() => running.delete(owned));
    const ended = work.then((value) => ({ value }));
    return await Promise.race([ended, outlived(patience, signal)]);
  }

  /** Resolves when nothing is under way any more, or when `signal` is aborted; says how much is left. */
  async function drain(signal: AbortSignal): Promise<number> {
    while (running.size > 0 && !signal.aborted) await Promise.race([Promise.allSettled(running), ended(signal)]);
    return running.size;
  }
}
export type OngoingWork = ReturnType<typeof createOngoingWork>;

async function outlived(patience: AbortSignal, caller: AbortSignal): Promise<undefined> {
  await ended(patience);
  caller.throwIfAborted();
  return undefined;
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

const describe = (error: unknown): string =>
  error instanceof FleetError ? `${error.code}: ${error.message}` : String(error);
