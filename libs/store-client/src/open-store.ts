import { rename, rm } from "node:fs/promises";
import type { Clock } from "@fleet-mcp/models";
import { createEventLog } from "./events/event-log.ts";
import type { EventLog } from "./events/event-log.ts";
import type { EventSchemas } from "./events/event-schemas.ts";
import { createLeases } from "./leases.ts";
import type { Leases } from "./leases.ts";
import { migrate } from "./migrate.ts";
import type { Migration } from "./migrations.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";
import type { SqliteDb } from "./sqlite/open-sqlite.ts";

export interface StoreOptions {
  readonly file: string;
  readonly schemas: EventSchemas;
  readonly clock: Clock;
  readonly synchronous?: "FULL" | "NORMAL";
  /** Only tests give others. */
  readonly steps?: readonly Migration[];
}

export interface Store {
  readonly events: EventLog;
  readonly leases: Leases;
  close(): Promise<void>;
}

/** Opens the event log in a file, makes it when it is not there, and brings it up to date. Throws StoreError. */
export async function openStore({ file, schemas, clock, synchronous, steps }: StoreOptions): Promise<Store> {
  const db = await openSqlite({ file, clock, ...(synchronous && { synchronous }) });
  try {
    await migrate(db, { keepCopy: (version) => keepCopy(db, version), ...(steps && { steps }) });
    // A file that can only be read opens like any other; whoever opens the log wants to know it now.
    await db.write(async () => {});
  } catch (error) {
    await db.close();
    throw error;
  }
  return {
    events: createEventLog({ db, schemas, clock }),
    leases: createLeases({ db, clock }),
    close: () => db.close(),
  };
}

/**
 * `FILE.v1`: all of it as the program that knew version 1 left it. The way back: end all servers, remove FILE-wal and FILE-shm,
 * put the copy in place of FILE.
 */
async function keepCopy(db: SqliteDb, version: number): Promise<void> {
  const unfinished = `${db.file}.v${version}.${crypto.randomUUID().slice(0, 8)}`;
  try {
    await db.copyTo(unfinished);
    await rename(unfinished, `${db.file}.v${version}`);
  } finally {
    await rm(unfinished, { force: true });
  }
}
