import type { Query } from "../db.ts";
import { packId } from "../packing/pack-id.ts";
import { StoreError } from "../store-error.ts";
import type { NewEvent, StoredEvent, StreamName } from "./stored-event.ts";
import { currentVersion, nextPlace } from "./stream-versions.ts";
import type { IdOfWord } from "./words.ts";

/** The version that a stream must have. */
export interface Expectation {
  readonly stream: StreamName;
  readonly version: number;
}

interface AppendOrder {
  readonly tenant: string;
  readonly expected: readonly Expectation[];
  readonly kept: readonly { readonly event: NewEvent; readonly packed: Uint8Array }[];
  readonly recordedAt: number;
  readonly schemaVersion: number;
}

const insertion = `INSERT INTO events (stream, version, type, schema_version, actor, correlation_id, occurred_at,
  recorded_after, packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`;

/** Within one transaction. */
export async function appendEvents(query: Query, order: AppendOrder, idOf: IdOfWord): Promise<readonly StoredEvent[]> {
  const { tenant, expected, kept, recordedAt, schemaVersion } = order;
  for (const { stream, version } of expected) await expectVersion(query, tenant, stream, version);
  const logId = await idOfLog(query);
  const stored: StoredEvent[] = [];
  for (const { event, packed } of kept) {
    const { streamId, version } = await nextPlace(query, tenant, event.stream);
    const occurredAt = Date.parse(event.occurred_at);
    const [row] = await query(
      insertion,
      streamId,
      version,
      await idOf(query, event.type),
      schemaVersion,
      await idOf(query, event.actor),
      event.correlation_id === undefined ? null : packId(event.correlation_id),
      occurredAt,
      recordedAt - occurredAt,
      packed,
    );
    const seq = Number(row?.["seq"]);
    const recorded_at = new Date(recordedAt).toISOString();
    stored.push({ ...event, id: `${logId}-${seq}`, tenant, seq, version, recorded_at, schema_version: schemaVersion });
  }
  return stored;
}

/** Random, made with the first event: ids of events of two logs differ. */
async function idOfLog(query: Query): Promise<string> {
  const [row] = await query("SELECT id FROM log");
  if (typeof row?.["id"] === "string") return row["id"];
  const id = crypto.randomUUID().slice(0, 8);
  await query("INSERT INTO log (id) VALUES (?)", id);
  return id;
}

async function expectVersion(query: Query, tenant: string, stream: StreamName, version: number): Promise<void> {
  const found = await currentVersion(query, tenant, stream);
  if (found === version) return;
  throw new StoreError("conflict", `${stream.type} ${stream.id} has version ${found}, not ${version}.`);
}
