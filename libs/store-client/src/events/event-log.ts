import type { Clock } from "@fleet-mcp/models";
import type { Db } from "../db.ts";
import { appendEvents } from "./append-events.ts";
import type { Expectation } from "./append-events.ts";
import { toCondition } from "./event-filter.ts";
import type { EventFilter } from "./event-filter.ts";
import { dataToKeep } from "./event-schemas.ts";
import type { EventSchemas } from "./event-schemas.ts";
import { packEvent } from "../packing/pack-event.ts";
import { StoreError } from "../store-error.ts";
import type { NewEvent, StoredEvent, StreamName } from "./stored-event.ts";
import { currentVersion } from "./stream-versions.ts";
import { toStoredEvent } from "./to-stored-event.ts";
import { createWords } from "./words.ts";

export interface EventLogParts {
  readonly db: Db;
  readonly schemas: EventSchemas;
  readonly clock: Pick<Clock, "now">;
}

export interface AppendOptions {
  readonly tenant?: string;
  /** What must hold before; a stream that nobody wrote to has version 0. */
  readonly expected?: readonly Expectation[];
}

export interface ReadOptions extends EventFilter {
  readonly order?: "oldest first" | "newest first";
  readonly limit: number;
  readonly offset?: number;
}

/** The plus keeps SQLite from walking all streams, and so all events, where it could go by the order of the log. */
const joined = `events JOIN streams ON streams.id = +events.stream JOIN words AS types ON types.id = events.type
  JOIN words AS actors ON actors.id = events.actor`;
const columns = `(SELECT id FROM log) AS log_id, events.seq, streams.tenant, streams.type AS stream_type,
  streams.name AS stream_id, events.version, types.word AS type, events.schema_version, actors.word AS actor,
  events.correlation_id, events.occurred_at, events.recorded_after, events.packed`;

/** The append-only log. What `append` returns is on the disk; events are never changed or removed. */
export function createEventLog({ db, schemas, clock }: EventLogParts) {
  const words = createWords();
  return { append, read, count, head, versionOf };

  /**
   * Appends all events or none, in their order. Throws StoreError `invalid_event`, and `conflict` when a stream has not the
   * expected version.
   */
  async function append(events: readonly NewEvent[], options: AppendOptions = {}): Promise<readonly StoredEvent[]> {
    const { tenant = "default", expected = [] } = options;
    const kept = events.map((event) => {
      const ms = timeOf(event);
      return { event, packed: packEvent(event, dataToKeep(schemas, event.type, event.data), ms) };
    });
    if (kept.length === 0) return [];
    const order = { tenant, expected, kept, recordedAt: Math.floor(clock.now()), schemaVersion: schemas.version };
    return words.keep((idOf) => db.write((query) => appendEvents(query, order, idOf)));
  }

  /** At most `limit` events, oldest first when nothing else is asked for. */
  async function read(options: ReadOptions): Promise<readonly StoredEvent[]> {
    const { where, values } = toCondition(options);
    const order = options.order === "newest first" ? "DESC" : "ASC";
    const sql = `SELECT ${columns} FROM ${joined} ${where} ORDER BY events.seq ${order} LIMIT ? OFFSET ?`;
    const rows = await db.read(sql, ...values, options.limit, options.offset ?? 0);
    return rows.map(toStoredEvent);
  }

  async function count(filter: EventFilter): Promise<number> {
    const { where, values } = toCondition(filter);
    const [row] = await db.read(`SELECT count(*) AS total FROM ${joined} ${where}`, ...values);
    return Number(row?.["total"] ?? 0);
  }

  /** The place of the newest event; 0 for an empty log. */
  async function head(): Promise<number> {
    const [row] = await db.read("SELECT max(seq) AS seq FROM events");
    return Number(row?.["seq"] ?? 0);
  }

  /** How many events the stream has. */
  async function versionOf(stream: StreamName, tenant = "default"): Promise<number> {
    return currentVersion(db.read, tenant, stream);
  }
}
export type EventLog = ReturnType<typeof createEventLog>;

function timeOf({ occurred_at }: NewEvent): number {
  const ms = Date.parse(occurred_at);
  if (!Number.isNaN(ms)) return ms;
  throw new StoreError("invalid_event", `${JSON.stringify(occurred_at)} is no time at which an event happened.`);
}
