import type { CallOptions, Clock, FirstTask } from "@fleet-mcp/models";
import type { AgentHandle, AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { mayPass } from "../may-pass.ts";
import { raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";

export interface FirstTaskParts {
  readonly repositories: Pick<Repositories, "agents" | "builds" | "conversations">;
  readonly clock: Clock;
}

/** A chat whose creation was accepted although its answer was lost shows by then. */
const pauseMs = 5_000;
/** A model answers within seconds that it is ready; nobody waits for one that does not. */
const restSeconds = 15;

/** First tasks of agents whose conversation can begin only when their machine is up. */
export function createFirstTasks({ repositories: { agents, builds, conversations }, clock }: FirstTaskParts) {
  const underWay = new Map<string, Promise<AgentRecord | undefined>>();
  return { giveFirstTask, isUnderWay };

  /**
   * Gives a new agent its first task as soon as its machine is up. Whoever calls while it is under way gets the same outcome, and
   * an agent whose conversation has begun comes back as it is: the task is given once. Undefined when the agent is gone; an agent
   * that did not come up comes back still awaiting it. Throws `forbidden` and `unsupported` when Coder lets nobody chat.
   */
  function giveFirstTask(agent: AgentHandle, first: FirstTask, options: CallOptions): Promise<AgentRecord | undefined> {
    const begun = underWay.get(agent.workspaceId);
    if (begun) return begun;
    const giving = give(agent, first, options).finally(() => underWay.delete(agent.workspaceId));
    underWay.set(agent.workspaceId, giving);
    return giving;
  }

  /** Whether a first task of this agent waits for its machine, or is being given. */
  function isUnderWay({ workspaceId }: Pick<AgentHandle, "workspaceId">): boolean {
    return underWay.has(workspaceId);
  }

  async function give(agent: AgentHandle, first: FirstTask, options: CallOptions): Promise<AgentRecord | undefined> {
    agents.expectChat(agent);
    for (;;) {
      try {
        const up = await waitForMachine(agent, options);
        if (!up?.awaitsFirstTask || !up.isMachineUp) return up;
        await conversations.begin(up, first, options).catch(raiseServiceErrorWith(hints));
        return await (first.task === undefined ? waitForRest(agent, options) : refresh(agent, options));
      } catch (error) {
        if (!mayPass(error)) throw error;
        await clock.sleep(pauseMs, options.signal);
      }
    }
  }

  /** The agent when its machine is up, or when waiting makes no sense any more. A machine that is away may come back. */
  async function waitForMachine(agent: AgentHandle, options: CallOptions): Promise<AgentRecord | undefined> {
    const seen = await refresh(agent, options);
    const isDone = (now: AgentRecord | undefined) => !now?.awaitsFirstTask || now.isMachineUp || isDown(now);
    const waited =
      seen && (await builds.waitUntil(seen, isDone, Number.POSITIVE_INFINITY, options).catch(raiseServiceError));
    return waited?.agent;
  }

  /** The agent when it has heard that there is no task yet: before, it would refuse one. */
  async function waitForRest(agent: AgentHandle, options: CallOptions): Promise<AgentRecord | undefined> {
    const seen = await refresh(agent, options);
    const rests = (now: AgentRecord | undefined) => now?.summary.status !== "busy";
    const waited = seen && (await builds.waitUntil(seen, rests, restSeconds, options).catch(raiseServiceError));
    return waited?.agent;
  }

  function refresh(agent: AgentHandle, options: CallOptions): Promise<AgentRecord | undefined> {
    return agents.refresh(agent, options).catch(raiseServiceError);
  }
}
export type FirstTasks = ReturnType<typeof createFirstTasks>;

const isDown = ({ build }: AgentRecord): boolean =>
  !build.isActive && (build.hasFailed || build.transition !== "start");

const again =
  "Its workspace is there without a conversation: once that is done, call start_agent_task, or delete_agent.";
const hints = { forbidden: again, unsupported: again };
