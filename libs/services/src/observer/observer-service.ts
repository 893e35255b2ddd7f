import { isOnline } from "@fleet-mcp/models";
import type {
  Alert,
  CallOptions,
  Clock,
  FleetEvent,
  FleetLedger,
  Logger,
  NewFleetEvent,
  PullRequest,
} from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { defaultThresholds } from "../alerts/rules/alert-thresholds.ts";
import type { AlertThresholds } from "../alerts/rules/alert-thresholds.ts";
import type { FirstTasks } from "../agents/first-tasks.ts";
import { changedPullRequest } from "../agents/changed-pull-request.ts";
import { appendChanges } from "./append-changes.ts";
import { createAttention } from "./attention.ts";
import { compareAgent } from "./compare-agent.ts";
import { createGoneSearch } from "./find-gone.ts";
import { judgeAll } from "./judge-all.ts";
import { createLastWords } from "./last-words.ts";
import type { Listener } from "./last-words.ts";
import { createOwedTasks } from "./owed-tasks.ts";
import { createQuietAgents } from "./quiet-agents.ts";
import { createSideReading } from "./side-reading.ts";
import { tellGone } from "./tell-gone.ts";
import { createTokenExpiry } from "./token-expiry.ts";

export interface ObserverParts {
  readonly firstTasks: FirstTasks;
  readonly repositories: Pick<
    Repositories,
    "agents" | "conversations" | "deployment" | "events" | "pullRequests" | "news"
  >;
  readonly clock: Clock;
  readonly log: Logger;
  readonly thresholds?: Partial<AlertThresholds> | undefined;
}

/** What one look at the fleet found. */
export interface TickReport {
  /** How many agents Coder listed. */
  readonly agents: number;
  readonly appended: readonly FleetEvent[];
  /** Raised, escalated or resolved by this look. */
  readonly alerts: readonly Alert[];
  /** Why the fleet could not be looked at. */
  readonly problem?: string;
}

interface Failure {
  readonly problem: string;
  /** The same, when Coder is why. */
  readonly unreachable: string | undefined;
}

const lease = "observer";
/** Another process takes over within 5 s when this one dies. */
const leaseMs = 4_500;

/**
 * Watches the fleet: what has changed since the log was last written goes to the log, and what is wrong becomes an alert. Everything
 * is compared with the log, so it does not matter which process looks, or how often one was started anew.
 */
export function createObserverService({ repositories, firstTasks, clock, log, thresholds }: ObserverParts) {
  const { agents, conversations, deployment, events, pullRequests } = repositories;
  const limits = { ...defaultThresholds, ...thresholds };
  const words = createLastWords({ conversations, clock, thresholds: limits });
  const token = createTokenExpiry({ deployment, clock });
  const attention = createAttention(events, log);
  const listenAside = createSideReading(log);
  const findGone = createGoneSearch({ agents, clock });
  const quiet = createQuietAgents({ conversations, clock });
  const lookAside = createSideReading(log);
  const askAside = createSideReading(log);
  const giveOwed = createOwedTasks({ firstTasks, log });
  const giveAside = createSideReading(log);
  let found: ReadonlyMap<string, PullRequest> = new Map();
  let tickedAt: number | undefined;
  return {
    tick,
    takeTurn,
    giveUp,
    /** Says that somebody in this process waits, until the returned function is called: whoever observes looks more often. */
    attend: attention.attend,
    /** Whether somebody waits, in any process. */
    isAttended: attention.isAttended,
    /** When the last look of this process began, in milliseconds since the epoch. */
    lastTickAt: () => tickedAt,
    /** Calls `ring` whenever something may have become of an agent, where Coder tells; ends with the signal. */
    listen: (ring: () => void, options: CallOptions): Promise<void> => repositories.news.watch(ring, options),
  };

  /** One look at the fleet. Trouble with Coder is reported and becomes an alert; only an abort and bugs throw. */
  async function tick(options: CallOptions): Promise<TickReport> {
    const now = clock.now();
    tickedAt = now;
    const ledger = await events.ledger();
    const listed = await listFleet(options);
    if ("problem" in listed)
      return { ...(await warn(undefined, listed.unreachable, options)), problem: listed.problem };
    const changes = await compareFleet(ledger, listed.fleet, now, options);
    const seen = await appendChanges(events, changes, ledger);
    const met = present(await events.ledger(), listed.fleet);
    await giveAside((own) => giveOwed(met, own), options);
    const warned = await warn(listed.fleet, undefined, options);
    return { agents: listed.fleet.length, alerts: warned.alerts, appended: [...seen, ...warned.appended] };
  }

  async function listFleet(options: CallOptions): Promise<{ readonly fleet: readonly AgentRecord[] } | Failure> {
    try {
      return { fleet: await agents.list(options) };
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof RepositoryError)) throw error;
      // Too many requests are no trouble of Coder's.
      return { problem: error.message, unreachable: error.code === "rate_limited" ? undefined : error.message };
    }
  }

  async function compareFleet(
    ledger: FleetLedger,
    fleet: readonly AgentRecord[],
    now: number,
    options: CallOptions,
  ): Promise<NewFleetEvent[]> {
    const online = fleet.filter(({ summary }) => isOnline(summary.status));
    const [gone] = await Promise.all([
      findGone(ledger, fleet, options),
      lookAside(async (own) => void (found = await findPullRequests(ledger, online, own)), options),
      askAside((own) => quiet.refresh(present(ledger, online), own), options),
    ]);
    return [
      ...fleet.flatMap((seen) => {
        const known = ledger.agents.get(seen.workspaceId);
        const hasRested = known !== undefined && quiet.hasRested(known);
        return compareAgent(known, { seen, pullRequest: found.get(seen.workspaceId), hasRested, now });
      }),
      ...gone.flatMap((known) => tellGone(known, now)),
    ];
  }

  /** What was read a while ago does not stand against what somebody has written down since: those machines are asked again. */
  async function findPullRequests(ledger: FleetLedger, online: readonly AgentRecord[], options: CallOptions) {
    const read = await pullRequests.known(online, options);
    const disputed = online.filter(({ workspaceId }) => {
      const known = ledger.agents.get(workspaceId)?.pullRequest;
      return known !== undefined && changedPullRequest(known, read.get(workspaceId)) !== undefined;
    });
    return new Map([...read, ...(await pullRequests.known(disputed, options, { maxAgeMs: 0 }))]);
  }

  async function warn(
    fleet: readonly AgentRecord[] | undefined,
    problem: string | undefined,
    options: CallOptions,
  ): Promise<TickReport> {
    const ledger = await events.ledger();
    const known = present(ledger, fleet ?? []);
    if (fleet) await Promise.all([listenAside((own) => words.refresh(known, own), options), token.ask(options)]);
    const facts = { ledger, fleet, problem, present: known, words: words.of, tokenExpiresAt: token.known() };
    const changes = judgeAll({ ...facts, now: clock.now(), thresholds: limits });
    const appended = await appendChanges(events, changes, ledger);
    return { agents: fleet?.length ?? 0, appended, alerts: await alertsOf(appended) };
  }

  async function alertsOf(appended: readonly FleetEvent[]): Promise<Alert[]> {
    if (appended.length === 0) return [];
    const { agents: known, alerts } = await events.ledger();
    return appended.flatMap(({ subject, data }) => {
      if (!("alert_id" in data)) return [];
      const ofSubject = subject === "fleet" ? alerts : known.get(subject.workspaceId)?.alerts;
      return ofSubject?.find(({ alert }) => alert.alert_id === data.alert_id)?.alert ?? [];
    });
  }

  /** Whether this process is the one that looks; to be asked again within 4.5 s, or another may be. */
  async function takeTurn(): Promise<boolean> {
    await attention.renew();
    return events.holdLease(lease, leaseMs);
  }

  /** Lets another process look at once. */
  async function giveUp(): Promise<void> {
    await events.releaseLease(lease);
  }
}
export type ObserverService = ReturnType<typeof createObserverService>;

/** The agents that are listed and known. */
const present = (ledger: FleetLedger, fleet: readonly AgentRecord[]): Listener[] =>
  fleet.flatMap((seen) => {
    const agent = ledger.agents.get(seen.workspaceId);
    return agent ? [{ agent, seen }] : [];
  });
