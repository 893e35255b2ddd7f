import type { Query } from "../db.ts";
import type { StreamName } from "./stored-event.ts";

/** 0 for a stream that nobody wrote to. */
export async function currentVersion(query: Query, tenant: string, { type, id }: StreamName): Promise<number> {
  const sql = "SELECT version FROM streams WHERE tenant = ? AND type = ? AND name = ?";
  const [row] = await query(sql, tenant, type, id);
  return Number(row?.["version"] ?? 0);
}

export interface NextPlace {
  readonly streamId: number;
  readonly version: number;
}

/** One statement counts the stream up and, on PostgreSQL, locks it until the end of the transaction. */
export async function nextPlace(query: Query, tenant: string, { type, id }: StreamName): Promise<NextPlace> {
  const sql = `INSERT INTO streams (tenant, type, name, version) VALUES (?, ?, ?, 1)
    ON CONFLICT (tenant, type, name) DO UPDATE SET version = streams.version + 1 RETURNING id, version`;
  const [row] = await query(sql, tenant, type, id);
  return { streamId: Number(row?.["id"]), version: Number(row?.["version"]) };
}
