import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Clock } from "@fleet-mcp/models";
import type { Db, Query, Row, SqlValue } from "../db.ts";
import { StoreError } from "../store-error.ts";
import { beginFile } from "./begin-file.ts";
import { fileIdentity } from "./file-identity.ts";
import { isSafeToShare } from "./is-safe-to-share.ts";
import { makeFolder } from "./make-folder.ts";
import { sqliteError } from "./sqlite-error.ts";

export interface SqliteOptions {
  readonly file: string;
  readonly clock: Pick<Clock, "sleep">;
  /** `NORMAL` is faster and may lose the last seconds when the machine loses power; nothing when a process dies. */
  readonly synchronous?: "FULL" | "NORMAL";
}

export interface SqliteDb extends Db {
  readonly kind: "sqlite";
  readonly file: string;
  /** Writes all that is committed to a new file, which nobody but this user may read, without stopping anybody. */
  copyTo(target: string): Promise<void>;
}

/** SQLite sleeps this long by itself while another process writes, and blocks this one; then we wait without blocking. */
const busyTimeoutMs = 250;
const retriesMs = [20, 50, 100, 200, 400, 800, 1_600];

/**
 * A file that several processes of one machine may share. Throws StoreError: `outdated_engine` when this Node's SQLite can lose
 * writes of several processes, `missing`, `read_only`, `corrupt`, `locked` and `full` as they say.
 */
export async function openSqlite({ file, clock, synchronous = "FULL" }: SqliteOptions): Promise<SqliteDb> {
  const sqlite = await import("node:sqlite");
  await makeFolderOf(file);
  await beginFile(file, clock);
  const identity = fileIdentity(file);
  const open = () => new sqlite.DatabaseSync(file, { timeout: busyTimeoutMs });
  // Reads have a connection of their own: between the statements of a transaction they must not see what is not committed.
  const { writer, reader } = await retried(() =>
    closedOnFailure(open(), (writer) => {
      prepare(writer, synchronous);
      requireSameFile();
      return { writer, reader: open() };
    }),
  );
  const runOn = (connection: DatabaseSync): Query => createQuery(connection, file);
  const [read, query] = [runOn(reader), runOn(writer)];
  let queue: Promise<unknown> = Promise.resolve();

  return { kind: "sqlite", read: readCurrent, write, copyTo, file, close };

  async function readCurrent(sql: string, ...values: readonly SqlValue[]): Promise<readonly Row[]> {
    requireSameFile();
    return retried(() => read(sql, ...values));
  }

  function write<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const turn = queue.then(() => transaction(work));
    queue = turn.catch(() => {});
    return turn;
  }

  async function transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    requireSameFile();
    // Immediate: with a plain BEGIN the first write may be refused for good when another process wrote since our first read.
    await retried(() => query("BEGIN IMMEDIATE"));
    try {
      const result = await work(query);
      await query("COMMIT");
      requireSameFile();
      return result;
    } catch (error) {
      if (writer.isOpen && writer.isTransaction) await query("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  /** A file that was removed can still be written, but whoever opens its name does not see that. */
  function requireSameFile(): void {
    if (identity !== undefined && fileIdentity(file) === identity) return;
    throw new StoreError("missing", `The event log ${file} was removed or replaced.`, {
      hint: "A new one is begun at its place.",
    });
  }

  async function copyTo(target: string): Promise<void> {
    await writeFile(target, "", { flag: "wx", mode: 0o600 });
    await retried(() => read("VACUUM INTO ?", target));
  }

  /** After what is being written; a second time it does nothing. */
  async function close(): Promise<void> {
    await queue;
    if (!writer.isOpen) return;
    reader.close();
    writer.close();
  }

  /** Again with growing pauses while another process holds the lock. */
  async function retried<T>(act: () => T | Promise<T>): Promise<T> {
    for (const pauseMs of retriesMs) {
      try {
        return await act();
      } catch (thrown) {
        const error = sqliteError(thrown, file);
        if (!(error instanceof StoreError) || error.reason !== "locked") throw error;
      }
      await clock.sleep(Math.round(pauseMs * (0.5 + Math.random())), neverAborted);
    }
    try {
      return await act();
    } catch (thrown) {
      throw sqliteError(thrown, file);
    }
  }
}

const neverAborted = new AbortController().signal;

async function makeFolderOf(file: string): Promise<void> {
  const folder = dirname(file);
  await makeFolder(folder).catch((cause: unknown) => {
    throw new StoreError("missing", `The folder ${folder} of the event log cannot be made.`, {
      hint: "Choose another with FLEET_MCP_DATA_DIR.",
      cause,
    });
  });
}

function closedOnFailure<T>(db: DatabaseSync, act: (db: DatabaseSync) => T): T {
  try {
    return act(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepare(db: DatabaseSync, synchronous: "FULL" | "NORMAL"): void {
  const version = String(db.prepare("SELECT sqlite_version() AS version").get()?.["version"]);
  if (!isSafeToShare(version)) {
    throw new StoreError("outdated_engine", `SQLite ${version} of this Node can lose what several processes write.`, {
      hint: "Use Node 24.14 or newer, or another with SQLite 3.51.3 or newer.",
    });
  }
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON;`);
}

/** Conditions with lists are a text of their own for each length. */
const maxPrepared = 100;

function createQuery(connection: DatabaseSync, file: string): Query {
  const prepared = new Map<string, StatementSync>();
  return async (sql, ...values) => {
    try {
      const statement = prepared.get(sql) ?? connection.prepare(sql);
      if (prepared.size >= maxPrepared) prepared.clear();
      prepared.set(sql, statement);
      return statement.all(...values).map(toRow);
    } catch (error) {
      throw sqliteError(error, file);
    }
  };
}

/** Our columns are texts, bytes, whole numbers below 2^53 and nulls. */
function toRow(record: Readonly<Record<string, unknown>>): Row {
  if (isRow(record)) return record;
  throw new StoreError("broken", "A column of the event log holds what is neither text, bytes nor number.");
}

function isRow(record: Readonly<Record<string, unknown>>): record is Row {
  for (const name in record) {
    const value = record[name];
    const isOurs =
      typeof value === "string" || typeof value === "number" || value instanceof Uint8Array || value === null;
    if (!isOurs) return false;
  }
  return true;
}
