import type { CallOptions, Clock, Logger, UnfinishedWork } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import type { Journal } from "../events/journal.ts";
import { mayPass } from "../may-pass.ts";
import { raiseServiceError } from "../service-error.ts";
import { createBringUp } from "./bring-up.ts";
import type { FirstTasks } from "./first-tasks.ts";
import { createTakeDown } from "./take-down.ts";

export interface ResumeParts {
  readonly repositories: Pick<Repositories, "agents" | "builds">;
  readonly firstTasks: FirstTasks;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Between two attempts while Coder cannot be reached. */
const pauseMs = 5_000;

/** Restarts, deletions and first tasks that another process had to leave. */
export function createResume({ repositories, firstTasks, journal, clock, log }: ResumeParts) {
  const { bringUp, startOnceStopped } = createBringUp({ repositories, journal, clock });
  const takeDown = createTakeDown({ repositories, journal, clock });
  const finish = { restart, delete: remove, first_task: begin };
  return resume;

  /**
   * Finishes what is left, each after a look at what has happened meanwhile: nothing is done twice. Tries again what may pass by
   * itself until the signal is aborted; what is refused for good is logged.
   */
  async function resume(left: readonly UnfinishedWork[], options: CallOptions): Promise<void> {
    await Promise.all(left.map((work) => persist(work, options)));
  }

  async function persist(work: UnfinishedWork, options: CallOptions): Promise<void> {
    for (;;) {
      try {
        return await finish[work.kind](work, options);
      } catch (error) {
        options.signal.throwIfAborted();
        const data = { ...work, error: String(error) };
        if (!mayPass(error)) return log.error("unfinished work failed", data);
        log.warn("unfinished work is tried again", data);
      }
      await clock.sleep(pauseMs, options.signal);
    }
  }

  async function restart(work: UnfinishedWork, options: CallOptions): Promise<void> {
    const agent = await look(work, options);
    if (agent?.build.id === work.buildId) await bringUp(agent, options);
    else if (agent?.build.transition === "stop") await startOnceStopped(agent, options);
  }

  async function remove(work: UnfinishedWork, options: CallOptions): Promise<void> {
    const agent = await look(work, options);
    const hasBegun = agent?.build.transition === "delete" && agent.build.id !== work.buildId;
    if (agent && !hasBegun) await takeDown(agent, options);
  }

  async function begin(work: UnfinishedWork, options: CallOptions): Promise<void> {
    await firstTasks.giveFirstTask(toHandle(work), work.firstTask ?? {}, options);
  }

  async function look(work: UnfinishedWork, options: CallOptions) {
    return await repositories.agents.refresh(toHandle(work), options).catch(raiseServiceError);
  }
}

const toHandle = ({ agentName, workspaceId, ownerId }: UnfinishedWork) => ({
  summary: { name: agentName },
  workspaceId,
  ownerId,
});
