import { mapLimited } from "@fleet-mcp/models";
import type { CallOptions, Logger } from "@fleet-mcp/models";
import type { FirstTasks } from "../agents/first-tasks.ts";
import { ServiceError } from "../service-error.ts";
import type { Listener } from "./last-words.ts";

export interface OwedTasksParts {
  readonly firstTasks: FirstTasks;
  readonly log: Logger;
}

const parallel = 4;
/** What takes longer is taken up again by a later look. */
const patienceMs = 20_000;

/** Gives first tasks that the log says are owed, whoever ordered them, as soon as the agent's machine is up; and settles those that were given. */
export function createOwedTasks({ firstTasks, log }: OwedTasksParts) {
  return give;

  async function give(listeners: readonly Listener[], options: CallOptions): Promise<void> {
    await mapLimited(listeners.filter(isDue), parallel, (listener) => giveOne(listener, options));
  }

  function isDue({ agent: { owed }, seen }: Listener): boolean {
    if (!owed || owed.isRefused || firstTasks.isUnderWay(seen)) return false;
    return seen.isMachineUp || !seen.awaitsFirstTask;
  }

  async function giveOne({ agent: { owed }, seen }: Listener, options: CallOptions): Promise<void> {
    const patience = AbortSignal.timeout(patienceMs);
    try {
      const signal = AbortSignal.any([options.signal, patience]);
      await firstTasks.giveFirstTask(seen, owed ?? {}, { ...options, signal });
    } catch (error) {
      if (!patience.aborted && !(error instanceof ServiceError)) throw error;
      log.warn("a first task could not be given", { agent: seen.summary.name, error: String(error) });
    }
  }
}
