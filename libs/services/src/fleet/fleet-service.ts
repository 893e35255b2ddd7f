import type { CallOptions, Clock, EventTypeName, FleetDigest, FleetLedger, FleetStatus } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { checkCursor } from "./check-cursor.ts";
import { toDigest } from "./digest.ts";
import { toFleetStatus } from "./fleet-status.ts";

export interface FleetServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "events">;
  readonly clock: Clock;
}

export interface DigestRequest {
  /** Place in the log from which on things are news; absent: the last day. */
  readonly sinceCursor?: number | undefined;
  readonly maxTokens: number;
}

/** A model reads about one token in four characters. */
const charactersPerToken = 4;
const fewestTokens = 50;
const mostTokens = 8_000;
const dayMs = 24 * 60 * 60_000;
const mostEvents = 1_000;
const endTypes: readonly EventTypeName[] = ["task_succeeded", "task_failed", "task_cancelled"];

export function createFleetService({ repositories: { agents, events }, clock }: FleetServiceParts) {
  return { status, digest };

  /** The figures of the fleet: who is there and how, from Coder now; the rest from the log. */
  async function status(options: CallOptions): Promise<FleetStatus> {
    const listed = await agents.list(options).catch(raiseServiceError);
    const [ledger, notes] = await Promise.all([events.ledger(), notesOnLog()]);
    return toFleetStatus({ agents: listed, ledger, notes, now: clock.now() });
  }

  /**
   * What a manager must know that has lost its context, most important first, never longer than `maxTokens`. Throws `invalid_input`.
   */
  async function digest({ sinceCursor, maxTokens }: DigestRequest, options: CallOptions): Promise<FleetDigest> {
    if (!(maxTokens >= fewestTokens && maxTokens <= mostTokens)) throw wrongBudget(maxTokens);
    checkCursor(sinceCursor, await events.ledger());
    const listed = await agents.list(options).catch(raiseServiceError);
    const ledger = await events.ledger();
    const now = clock.now();
    const written = toDigest({
      agents: listed,
      ledger,
      ...(await readNews(sinceCursor, ledger, now)),
      sinceCursor,
      now,
      budget: Math.floor(maxTokens * charactersPerToken),
    });
    return { ...written, cursor: ledger.cursor, computed_at: new Date(now).toISOString() };
  }

  async function readNews(sinceCursor: number | undefined, { cursor }: FleetLedger, now: number) {
    const from = sinceCursor === undefined ? { since: new Date(now - dayMs).toISOString() } : { after: sinceCursor };
    const news = { ...from, before: cursor + 1 };
    const types: readonly EventTypeName[] = ["task_started", ...endTypes];
    const [read, ended] = await Promise.all([
      events.read({ ...news, types, order: "newest first", limit: mostEvents }),
      events.count({ ...news, types: endTypes }),
    ]);
    return { events: read, ended };
  }

  async function notesOnLog(): Promise<string[]> {
    const { problem, next } = await events.state();
    if (problem === undefined) return [];
    const advice = next === undefined ? "" : ` ${next}`;
    return [`The event log is in memory only, so older figures are missing: ${problem}${advice}`];
  }
}
export type FleetService = ReturnType<typeof createFleetService>;

const wrongBudget = (maxTokens: number): ServiceError =>
  new ServiceError("invalid_input", `A digest has ${fewestTokens} to ${mostTokens} tokens, not ${maxTokens}.`, {
    hint: "Call it again with max_tokens between them; 2000 is usual.",
  });
