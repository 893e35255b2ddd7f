import { FleetError } from "@fleet-mcp/models";
import type { CallOptions, Logger, UnfinishedWork } from "@fleet-mcp/models";
import { untilAborted } from "./until-aborted.ts";

/** No sequence of ours takes longer: Coder forces a cancelled build to its end after ten minutes. */
const longestMs = 15 * 60_000;
/** How long a job may take to notice that it has to stop. */
const settleMs = 250;

interface Terms {
  /** How long the caller stays with the job. */
  readonly foregroundMs: number;
  /** The job as data, for another process to finish when this one ends first. */
  readonly handover: UnfinishedWork;
}

/**
 * Sequences that must not stop half-way because their caller went away: an agent stopped for a restart has to be started again.
 * They run on their own signal; `drain` ends them when the process is about to end, and says what somebody else has to finish.
 */
export function createOngoingWork({ log }: { readonly log: Logger }) {
  const running = new Map<Promise<unknown>, UnfinishedWork>();
  const unfinished = new Set<UnfinishedWork>();
  const ending = new AbortController();
  return { run, drain };

  /** The job's result, or undefined when it goes on after `foregroundMs`. A caller that is aborted leaves at once; the job does not. */
  async function run<T>(
    job: (options: CallOptions) => Promise<T>,
    { foregroundMs, handover }: Terms,
    { signal, onProgress, origin }: CallOptions,
  ): Promise<{ readonly value: T } | undefined> {
    signal.throwIfAborted();
    const patience = AbortSignal.any([signal, AbortSignal.timeout(foregroundMs)]);
    const work = job({
      ...(origin && { origin }),
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(longestMs)]),
      onProgress: (progress) => {
        if (!patience.aborted) onProgress?.(progress);
      },
    });
    const owned = work.catch((error: unknown) => {
      if (ending.signal.aborted && error === ending.signal.reason) unfinished.add(handover);
      else if (patience.aborted) log.error("work that went on without its caller failed", { error: describe(error) });
    });
    running.set(owned, handover);
    void owned.finally(() => running.delete(owned));
    const result = work.then((value) => ({ value }));
    return await Promise.race([result, outlived(patience, signal)]);
  }

  /**
   * Resolves when nothing is under way any more. What is still under way when `signal` is aborted is stopped where it stands, so
   * that nobody does it twice, and comes back for another process to finish.
   */
  async function drain(signal: AbortSignal): Promise<UnfinishedWork[]> {
    await emptied(signal);
    ending.abort(new Error("the process ends"));
    await emptied(AbortSignal.timeout(settleMs));
    return [...unfinished, ...running.values()];
  }

  async function emptied(signal: AbortSignal): Promise<void> {
    while (running.size > 0 && !signal.aborted)
      await Promise.race([Promise.allSettled(running.keys()), untilAborted(signal)]);
  }
}
export type OngoingWork = ReturnType<typeof createOngoingWork>;

async function outlived(patience: AbortSignal, caller: AbortSignal): Promise<undefined> {
  await untilAborted(patience);
  caller.throwIfAborted();
  return undefined;
}

const describe = (error: unknown): string =>
  error instanceof FleetError ? `${error.code}: ${error.message}` : String(error);
