import type { Db } from "./db.ts";

/** What one step adds, as statements. Steps are never changed once released; a change is a further step. */
export type Migration = (kind: Db["kind"]) => readonly string[];

const counted = (kind: Db["kind"]): string =>
  kind === "sqlite" ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "BIGSERIAL PRIMARY KEY";

const bytes = (kind: Db["kind"]): string => (kind === "sqlite" ? "BLOB" : "BYTEA");

/**
 * What keeps a million events small: streams, types and actors repeat and are numbers; times are milliseconds since the epoch, that of
 * recording since that of happening; an order is found by the beginning of its id; what nobody looks for is packed.
 */
const eventLog: Migration = (kind) => [
  "CREATE TABLE log (id TEXT NOT NULL)",
  `CREATE TABLE words (id ${counted(kind)}, word TEXT NOT NULL UNIQUE)`,
  `CREATE TABLE streams (id ${counted(kind)}, tenant TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,
    version INTEGER NOT NULL, UNIQUE (tenant, type, name))`,
  `CREATE TABLE events (seq ${counted(kind)}, stream BIGINT NOT NULL REFERENCES streams (id), version INTEGER NOT NULL,
    type BIGINT NOT NULL REFERENCES words (id), schema_version INTEGER NOT NULL, actor BIGINT NOT NULL REFERENCES words (id),
    correlation_id ${bytes(kind)}, occurred_at BIGINT NOT NULL, recorded_after BIGINT NOT NULL, packed ${bytes(kind)} NOT NULL)`,
  "CREATE UNIQUE INDEX events_of_stream ON events (stream, version)",
  "CREATE INDEX events_of_correlation ON events (substr(correlation_id, 1, 4)) WHERE correlation_id IS NOT NULL",
  "CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at BIGINT NOT NULL)",
];

export const migrations: readonly Migration[] = [eventLog];
