import type { CoderClient } from "@fleet-mcp/coder-client";
import { isOnline, mapLimited } from "@fleet-mcp/models";
import type { CallOptions, Clock, Logger, PullRequest } from "@fleet-mcp/models";
import type { AgentRecord } from "../agents/agent-record.ts";
import { readMetadata } from "../agents/read-metadata.ts";
import { toPullRequest } from "./to-pull-request.ts";
import type { Published } from "./to-pull-request.ts";

export interface PullRequestRepositoryParts {
  readonly coder: CoderClient;
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger;
}

export interface Freshness {
  /** How old an answer of a machine may be: a minute when nothing is said. One that did not answer has a minute in any case. */
  readonly maxAgeMs?: number;
}

interface Reading {
  readonly published: Published;
  readonly readAt: number;
  readonly hasAnswered: boolean;
  /** Keys that were warned about. */
  readonly invalid: string;
}

const usualAgeMs = 60_000;
/** How many machines are asked at a time. */
const parallel = 8;
/** Nobody is asked any more after this time of one call; the next call goes on. Machines that hang must not hold up a fleet. */
const patienceMs = 2_000;
/** Agents come and go; their machines' answers need not be kept for ever. */
const keptReadings = 5_000;

/** Pull requests of agents, as their machines publish them as metadata, or as their reports link them. */
export function createPullRequestRepository({ coder, clock, log }: PullRequestRepositoryParts) {
  const readings = new Map<string, Reading>();
  return { known, learn };

  /**
   * By workspace id; agents of which none is known are left out. Machines of online agents are asked, a few at a time, unless their
   * last answer is young enough. What a machine published last stays known while it cannot be asked.
   */
  async function known(
    agents: readonly AgentRecord[],
    options: CallOptions,
    { maxAgeMs = usualAgeMs }: Freshness = {},
  ): Promise<ReadonlyMap<string, PullRequest>> {
    const giveUpAt = clock.now() + patienceMs;
    const due = agents.filter((agent) => isOnline(agent.summary.status) && isDue(agent, maxAgeMs));
    await mapLimited(longestUnread(due), parallel, async (agent) => {
      if (clock.now() < giveUpAt) await read(agent, options);
    });
    return new Map(
      agents.flatMap((agent) => {
        const { pullRequest } = found(agent);
        return pullRequest ? [[agent.workspaceId, pullRequest] as const] : [];
      }),
    );
  }

  function isDue({ workspaceAgentId = "" }: AgentRecord, maxAgeMs: number): boolean {
    const reading = readings.get(workspaceAgentId);
    if (!reading) return workspaceAgentId !== "";
    const ageMs = clock.now() - reading.readAt;
    // A clock that was set back makes no answer young.
    return ageMs < 0 || ageMs >= (reading.hasAnswered ? maxAgeMs : Math.max(maxAgeMs, usualAgeMs));
  }

  /** So that everybody has a turn, also where one call cannot ask all. */
  function longestUnread(agents: readonly AgentRecord[]): readonly AgentRecord[] {
    const readAt = ({ workspaceAgentId = "" }: AgentRecord) => readings.get(workspaceAgentId)?.readAt ?? 0;
    return agents.toSorted((a, b) => readAt(a) - readAt(b));
  }

  async function read(agent: AgentRecord, options: CallOptions): Promise<void> {
    const { workspaceAgentId: id, summary } = agent;
    if (id === undefined) return;
    const { metadata, notes } = await readMetadata(coder, id, options);
    keep(id, summary.name, notes.length === 0 ? metadata : undefined);
  }

  /** Takes what somebody else has just read from the agent's machine, and gives the pull request by it. */
  function learn(agent: AgentRecord, metadata: Published): PullRequest | undefined {
    if (agent.workspaceAgentId !== undefined) keep(agent.workspaceAgentId, agent.summary.name, metadata);
    return found(agent).pullRequest;
  }

  /** Without metadata the machine has not answered: what it published last stays. */
  function keep(id: string, name: string, metadata: Published | undefined): void {
    const before = readings.get(id);
    const hasAnswered = metadata !== undefined;
    const published = metadata ?? before?.published ?? {};
    const invalid = toPullRequest(published, undefined).invalid.join(", ");
    if (invalid !== "" && invalid !== before?.invalid)
      log.warn("an agent's metadata about its pull request is invalid", { agent: name, keys: invalid });
    readings.delete(id);
    readings.set(id, { published, readAt: clock.now(), hasAnswered, invalid });
    for (const oldest of readings.keys()) {
      if (readings.size <= keptReadings) break;
      readings.delete(oldest);
    }
  }

  function found({ workspaceAgentId = "", reports }: AgentRecord) {
    const reported = reports.find(({ link }) => link)?.link;
    return toPullRequest(readings.get(workspaceAgentId)?.published ?? {}, reported);
  }
}
export type PullRequestRepository = ReturnType<typeof createPullRequestRepository>;
