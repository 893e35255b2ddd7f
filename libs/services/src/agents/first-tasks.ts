import type { CallOptions, Clock, FirstTask } from "@fleet-mcp/models";
import type { AgentHandle, AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { Journal } from "../events/journal.ts";
import { mayPass } from "../may-pass.ts";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";

export interface FirstTaskParts {
  readonly repositories: Pick<Repositories, "agents" | "builds" | "conversations" | "events">;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** A chat whose creation was accepted although its answer was lost shows by then. */
const pauseMs = 5_000;
/** Longer than a call that begins a conversation takes, for as long as the process that made it may be dead. */
const claimMs = 30_000;
/** A model answers within seconds that it is ready; nobody waits for one that does not. */
const restSeconds = 15;

/** First tasks of agents whose conversation can begin only when their machine is up. */
export function createFirstTasks({ repositories, journal, clock }: FirstTaskParts) {
  const { agents, builds, conversations, events } = repositories;
  const underWay = new Map<string, Promise<AgentRecord | undefined>>();
  return { order, giveFirstTask, isUnderWay };

  /**
   * Writes down that an agent is owed this task: from then on any process that shares the log gives it. False when it is owed
   * another one already.
   */
  async function order({ workspaceId }: AgentHandle, task: string, options: CallOptions): Promise<boolean> {
    const task_id = crypto.randomUUID();
    const input_id = crypto.randomUUID();
    const input = { input_id, task_id, input_type: "task", begins: true } as const;
    await journal.record(workspaceId, "task_started", { task_id, task, origin: "ordered" }, options);
    await journal.record(workspaceId, "task_input_sent", { ...input, delivery: "sending" }, options);
    const known = await journal.ledgerOf(workspaceId);
    if (!known || known.owed?.inputId === input_id) return true;
    await journal.record(workspaceId, "task_input_sent", { ...input, delivery: "refused" }, options);
    return false;
  }

  /**
   * Gives a new agent its first task as soon as its machine is up. Whoever calls while it is under way gets the same outcome, and
   * an agent whose conversation has begun comes back as it is: the task is given once. Undefined when the agent is gone; an agent
   * that did not come up comes back still awaiting it. Throws `forbidden` and `unsupported` when Coder lets nobody chat.
   */
  function giveFirstTask(agent: AgentHandle, first: FirstTask, options: CallOptions): Promise<AgentRecord | undefined> {
    const begun = underWay.get(agent.workspaceId);
    if (begun) return begun;
    const giving = giveAndSettle(agent, first, options).finally(() => underWay.delete(agent.workspaceId));
    underWay.set(agent.workspaceId, giving);
    return giving;
  }

  /** Whether this process is giving one to this agent. */
  function isUnderWay({ workspaceId }: Pick<AgentHandle, "workspaceId">): boolean {
    return underWay.has(workspaceId);
  }

  async function giveAndSettle(agent: AgentHandle, first: FirstTask, options: CallOptions) {
    try {
      const seen = await give(agent, first, options);
      if (!seen?.awaitsFirstTask) await settle(agent, seen ? "delivered" : "refused", options);
      return seen;
    } catch (error) {
      if (error instanceof ServiceError) await settle(agent, "refused", options);
      throw error;
    }
  }

  async function give(agent: AgentHandle, first: FirstTask, options: CallOptions): Promise<AgentRecord | undefined> {
    agents.expectChat(agent);
    for (;;) {
      try {
        const seen = await tryToBegin(agent, first, options);
        if (!seen?.awaitsFirstTask || isDown(seen)) return seen;
        if (!seen.isMachineUp) await waitForMachine(seen, options);
        // Somebody else is at it.
        else await clock.sleep(pauseMs, options.signal);
      } catch (error) {
        if (!mayPass(error)) throw error;
        await clock.sleep(pauseMs, options.signal);
      }
    }
  }

  /**
   * The agent as it is afterwards. Only one process at a time looks and begins. The claim runs out by itself when the answer was
   * lost, so that nobody looks before the conversation must show.
   */
  async function tryToBegin(agent: AgentHandle, first: FirstTask, options: CallOptions) {
    const claim = `first task of ${agent.workspaceId}`;
    const isOurs = await events.holdLease(claim, claimMs);
    let isClear = isOurs;
    try {
      const seen = await refresh(agent, options);
      if (!isOurs || !seen?.awaitsFirstTask || !seen.isMachineUp) return seen;
      isClear = false;
      await conversations.begin(seen, first, options).catch(raiseServiceErrorWith(hints));
      const begun = await (first.task === undefined ? waitForRest(agent, options) : refresh(agent, options));
      isClear = !begun?.awaitsFirstTask;
      return begun;
    } finally {
      if (isClear) await events.releaseLease(claim);
    }
  }

  /** Until its machine is up, or waiting makes no sense any more. A machine that is away may come back. */
  async function waitForMachine(agent: AgentRecord, options: CallOptions): Promise<void> {
    const isDone = (now: AgentRecord | undefined) => !now?.awaitsFirstTask || now.isMachineUp || isDown(now);
    await builds.waitUntil(agent, isDone, Number.POSITIVE_INFINITY, options).catch(raiseServiceError);
  }

  /** Of what the log says is owed; nothing is when somebody else has settled it. */
  async function settle({ workspaceId }: AgentHandle, delivery: "delivered" | "refused", options: CallOptions) {
    const owed = (await journal.ledgerOf(workspaceId))?.owed;
    if (!owed || owed.isRefused || (owed.inputId === undefined && delivery === "delivered")) return;
    const { inputId: input_id = crypto.randomUUID(), taskId } = owed;
    const about = taskId === undefined ? {} : { task_id: taskId };
    const data = { input_id, ...about, input_type: "task", delivery } as const;
    await journal.recordUnless((known) => known?.owed !== owed, workspaceId, "task_input_sent", data, options);
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
