import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import { LogLevel } from "@fleet-mcp/models";
import type { BackendName, CallOptions, Clock } from "@fleet-mcp/models";
import type { Backend } from "../backends/backend.ts";
import { mayPass } from "../may-pass.ts";
import { RepositoryError, raiseRepositoryError } from "../repository-error.ts";
import type { AgentRecord } from "./agent-record.ts";
import type { AgentRepository } from "./agent-repository.ts";

export interface BuildRepositoryParts {
  readonly coder: CoderClient;
  readonly clock: Clock;
  readonly agents: Pick<AgentRepository, "refresh">;
  readonly backends: Readonly<Record<BackendName, Backend>>;
}

/** One entry of a build's log. */
export interface BuildLine {
  readonly time: string;
  readonly level: LogLevel;
  readonly text: string;
}

/** Where a wait ended: the agent as last seen, undefined when it is gone; `isDone` is false when the time ran out first. */
export interface Waited {
  readonly agent: AgentRecord | undefined;
  readonly isDone: boolean;
}

/** Coder is asked at once, then after these pauses, the last one again and again: about once a second without hurry. */
const pausesMs = [250, 500, 750, 1_000];
/** How long Coder may fail to answer before a wait gives up. */
const silenceMs = 60_000;

/** Starts, stops and deletions of an agent's workspace, and waiting for them. */
export function createBuildRepository({ coder, clock, agents, backends }: BuildRepositoryParts) {
  return {
    /** Queues a stop and returns at once, as the two below. */
    requestStop: (agent: AgentRecord, options: CallOptions) => backends[agent.backend].requestStop(agent, options),
    /** Queues a start. */
    requestStart: (agent: AgentRecord, options: CallOptions) => backends[agent.backend].requestStart(agent, options),
    /** Queues the deletion of the workspace with all that is on its disk. */
    requestDelete: (agent: AgentRecord, options: CallOptions) => backends[agent.backend].requestDelete(agent, options),
    cancel,
    log,
    waitUntil,
  };

  /**
   * Cancels the running build: a pending one as pending, a running one as running, so that nothing else is hit by accident.
   * `changed`: it has moved on meanwhile. `forbidden`: its project lets nobody cancel; it has to be waited for.
   */
  async function cancel(agent: AgentRecord, options: CallOptions): Promise<"requested" | "changed" | "forbidden"> {
    try {
      await coder.builds.cancel(agent.build.id, agent.build.isPending ? "pending" : "running", options);
      return "requested";
    } catch (error) {
      if (error instanceof CoderError && error.code === "forbidden") return "forbidden";
      if (error instanceof CoderError && (error.reason === "status_differs" || error.reason === "already_completed"))
        return "changed";
      return raiseRepositoryError("agent", agent.summary.name)(error);
    }
  }

  /** What the latest build printed, oldest first, line by line; `[stage]` where a stage begins. */
  async function log(agent: AgentRecord, options: CallOptions): Promise<BuildLine[]> {
    const lines = await coder.builds
      .logs(agent.build.id, options)
      .catch(raiseRepositoryError("agent", agent.summary.name));
    return lines.map(({ created_at, stage, output, log_level }) => ({
      time: created_at,
      level: LogLevel.catch("info").parse(log_level),
      text: output === "" ? `[${stage}]` : `${log_level === "info" ? "" : `${log_level}: `}${output}`,
    }));
  }

  /**
   * Polls until `isDone` says so, for at most `seconds`; reports progress with every look. A look that fails by what passes by itself
   * (Coder down, slow or rate-limited) is no end of the wait, unless it lasts longer than a minute.
   */
  async function waitUntil(
    agent: AgentRecord,
    isDone: (agent: AgentRecord | undefined) => boolean,
    seconds: number,
    options: CallOptions,
  ): Promise<Waited> {
    const start = clock.now();
    let seen: AgentRecord | undefined = agent;
    let answeredAt = start;
    for (let look = 0; !isDone(seen); look++) {
      const left = start + seconds * 1_000 - clock.now();
      if (left <= 0) return { agent: seen, isDone: false };
      await clock.sleep(Math.min(left, pausesMs[look] ?? 1_000), options.signal);
      const fault = await agents.refresh(agent, options).then((now) => void (seen = now), passing);
      if (fault === undefined) answeredAt = clock.now();
      else if (clock.now() - answeredAt > silenceMs) throw fault;
      options.onProgress?.({ message: progressOf(agent, seen, fault), elapsedMs: clock.now() - start });
    }
    return { agent: seen, isDone: true };
  }
}
export type BuildRepository = ReturnType<typeof createBuildRepository>;

/** The failure, when it may pass by itself; any other is thrown. */
function passing(error: unknown): RepositoryError {
  if (error instanceof RepositoryError && mayPass(error)) return error;
  throw error;
}

function progressOf(agent: AgentRecord, seen: AgentRecord | undefined, fault: RepositoryError | undefined): string {
  const { name } = agent.summary;
  if (fault) return `${name}: Coder does not answer (${fault.code}), asking again`;
  if (!seen) return `${name} is gone`;
  const { status, status_reason } = seen.summary;
  return `${name} is ${status}${status_reason ? ` (${status_reason})` : ""}`;
}
