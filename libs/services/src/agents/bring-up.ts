import type { CallOptions, Clock } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { Journal } from "../events/journal.ts";
import { mayPass } from "../may-pass.ts";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";
import type { Hints } from "../service-error.ts";
import { beingDeleted } from "./being-deleted.ts";
import { createQuiesce } from "./quiesce.ts";

/** Pauses between attempts to start a stopped agent: some four minutes, longer than any wait that Coder's rate limit asks for. */
const startPausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000];
/** How long a stop whose answer was lost may take to show. */
const lostStopSeconds = 10;

/** What a sequence of builds needs. */
export interface SequenceParts {
  readonly repositories: Pick<Repositories, "agents" | "builds">;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** Stopping and starting again: what was stopped is started, whatever fails in between. */
export function createBringUp({ repositories, journal, clock }: SequenceParts) {
  const { agents, builds } = repositories;
  const quiesce = createQuiesce(repositories, clock);
  return { bringUp: recorded(bringUp), startOnceStopped: recorded(startOnceStopped) };

  function recorded(sequence: (agent: AgentRecord, options: CallOptions) => Promise<AgentRecord>) {
    return async (agent: AgentRecord, options: CallOptions): Promise<AgentRecord> => {
      const started = await sequence(agent, options);
      await journal.record(agent.workspaceId, "agent_restarted", { build_id: started.build.id }, options);
      return started;
    };
  }

  /** Stops an agent if it is up and gets a start under way, from any status. */
  async function bringUp(agent: AgentRecord, options: CallOptions): Promise<AgentRecord> {
    const calm = await quiesce(agent, options);
    if (!calm || calm.build.isActive) throw beingDeleted(agent);
    const isUp = calm.build.transition === "start" && !calm.build.hasFailed;
    return isUp ? startOnceStopped(await stop(calm, options), options) : startUntilAccepted(calm, options);
  }

  /** Waits for the end of a stop, if the agent's latest build is one, and gets a start under way. */
  async function startOnceStopped(agent: AgentRecord, options: CallOptions): Promise<AgentRecord> {
    const isOver = (now: AgentRecord | undefined) => !(now?.build.isActive && now.build.transition === "stop");
    const { agent: stopped } = await builds
      .waitUntil(agent, isOver, Number.POSITIVE_INFINITY, options)
      .catch(raiseServiceError);
    const isGoing = stopped?.build.isActive && stopped.build.transition === "delete";
    if (!stopped || isGoing) throw beingDeleted(agent);
    // Somebody else has started it right after the stop: there is nothing left to do.
    if (stopped.build.transition === "start") return stopped;
    if (!stopped.build.hasFailed || stopped.build.transition !== "stop") return startUntilAccepted(stopped, options);
    throw new ServiceError(
      "build_failed",
      `Agent "${agent.summary.name}" could not be stopped: its ${stopped.summary.status_reason ?? "stop was canceled"}.`,
      {
        hint: 'Call show_agent_log with source "build" for the details, then restart_agent to try again.',
      },
    );
  }

  /** The agent with the stop under way, or with whatever build somebody else let follow it. */
  async function stop(agent: AgentRecord, options: CallOptions): Promise<AgentRecord> {
    await requestStop(agent, options);
    const isShown = (now: AgentRecord | undefined) => now?.build.id !== agent.build.id;
    const { agent: seen } = await builds
      .waitUntil(agent, isShown, Number.POSITIVE_INFINITY, options)
      .catch(raiseServiceError);
    if (!seen) throw beingDeleted(agent);
    return seen;
  }

  /** A stop whose answer was lost may have been accepted: then the agent is owed its start, so this looks before it gives up. */
  async function requestStop(agent: AgentRecord, options: CallOptions): Promise<void> {
    try {
      await builds.requestStop(agent, options).catch(raiseServiceError);
    } catch (error) {
      if (!mayPass(error)) throw error;
      const isNew = (now: AgentRecord | undefined) => now?.build.id !== agent.build.id;
      const { isDone } = await builds.waitUntil(agent, isNew, lostStopSeconds, options).catch(raiseServiceError);
      if (!isDone) throw error;
    }
  }

  /** A stopped agent is owed its start: what may pass by itself is tried again, after a look whether it was accepted after all. */
  async function startUntilAccepted(agent: AgentRecord, options: CallOptions): Promise<AgentRecord> {
    for (let attempt = 0; ; attempt++) {
      const pause = startPausesMs[attempt];
      try {
        await builds.requestStart(agent, options).catch(raiseServiceErrorWith(stillDown));
      } catch (error) {
        if (!mayPass(error) || pause === undefined) throw error;
        await clock.sleep(pause, options.signal);
      }
      const seen = await agents.refresh(agent, options).catch(raiseServiceError).catch(ifMayPass(agent));
      if (!seen) throw beingDeleted(agent);
      if (seen.build.id !== agent.build.id || pause === undefined) return seen;
    }
  }
}

/** Where a restart gets stuck after its stop, trying again is the next step whatever the cause. */
const stillDown: Hints = {
  busy: "It is not running now: call restart_agent again.",
  rate_limited: "It is not running now: wait that long, then call restart_agent again.",
  timeout: "It is not running now: call restart_agent again in a minute.",
  unavailable:
    "It is not running now: call restart_agent again in a minute; if it stays so, ask the operator to check Coder.",
};

const ifMayPass = (agent: AgentRecord) => (error: unknown) => {
  if (mayPass(error)) return agent;
  throw error;
};
