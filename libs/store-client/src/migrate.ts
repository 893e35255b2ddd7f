import type { Db, Query } from "./db.ts";
import { migrations } from "./migrations.ts";
import type { Migration } from "./migrations.ts";
import { StoreError } from "./store-error.ts";

export interface MigrateOptions {
  /** Called before a database that holds something is changed, with the version it has, while nobody else can write: makes the way back. */
  keepCopy(version: number): Promise<void>;
  readonly steps?: readonly Migration[];
}

/**
 * Brings the database to the version of this program, in one transaction, however many processes try at once. Returns the
 * version. Throws StoreError `newer` when a newer program made the database.
 */
export async function migrate(db: Db, { keepCopy, steps = migrations }: MigrateOptions): Promise<number> {
  const found = await versionOf(db.read, db.kind);
  if (found > steps.length) throw newer(found, steps.length);
  if (found === steps.length) return found;
  return db.write(async (query) => {
    // Another process may have been faster.
    const current = await versionOf(query, db.kind);
    if (current > steps.length) throw newer(current, steps.length);
    if (current === steps.length) return current;
    if (current > 0) await keepCopy(current);
    if (current === 0) await query("CREATE TABLE store (version INTEGER NOT NULL)");
    for (const step of steps.slice(current)) for (const statement of step(db.kind)) await query(statement);
    await query(
      current === 0 ? "INSERT INTO store (version) VALUES (?)" : "UPDATE store SET version = ?",
      steps.length,
    );
    return steps.length;
  });
}

/** 0 for a database with nothing of ours in it. */
async function versionOf(query: Query, kind: Db["kind"]): Promise<number> {
  const tables = kind === "sqlite" ? "sqlite_master WHERE type = 'table' AND name" : "pg_tables WHERE tablename";
  const [table] = await query(`SELECT 1 AS known FROM ${tables} = 'store'`);
  if (!table) return 0;
  const [row] = await query("SELECT version FROM store");
  return Number(row?.["version"] ?? 0);
}

function newer(found: number, known: number): StoreError {
  return new StoreError("newer", `The event log has version ${found}; this program knows ${known}.`, {
    hint: "Update fleet-mcp.",
  });
}
