import type { Row, SqlValue } from "../db.ts";
import { unpackEvent } from "../packing/pack-event.ts";
import { unpackId } from "../packing/pack-id.ts";
import { StoreError } from "../store-error.ts";
import type { StoredEvent } from "./stored-event.ts";

/** Fields of data that a newer program wrote are kept as they are: who reads takes what it knows. */
export function toStoredEvent(row: Row): StoredEvent {
  const seq = numberIn(row, "seq");
  const occurredAt = numberIn(row, "occurred_at");
  const correlationId = row["correlation_id"];
  return {
    id: `${textIn(row, "log_id")}-${seq}`,
    tenant: textIn(row, "tenant"),
    stream: { type: textIn(row, "stream_type"), id: textIn(row, "stream_id") },
    seq,
    version: numberIn(row, "version"),
    type: textIn(row, "type"),
    schema_version: numberIn(row, "schema_version"),
    actor: textIn(row, "actor"),
    ...(correlationId instanceof Uint8Array ? { correlation_id: unpackId(correlationId) } : {}),
    ...unpacked(row["packed"], occurredAt, seq),
    occurred_at: new Date(occurredAt).toISOString(),
    recorded_at: new Date(occurredAt + numberIn(row, "recorded_after")).toISOString(),
  };
}

function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === "string") return value;
  throw new StoreError("corrupt", `The event log holds a row whose ${column} is no text.`);
}

/** PostgreSQL gives its large numbers as text. */
function numberIn(row: Row, column: string): number {
  const value = Number(row[column] ?? Number.NaN);
  if (Number.isSafeInteger(value)) return value;
  throw new StoreError("corrupt", `The event log holds a row whose ${column} is no number.`);
}

function unpacked(bytes: SqlValue | undefined, occurredAt: number, seq: number) {
  try {
    if (bytes instanceof Uint8Array) return unpackEvent(bytes, occurredAt);
  } catch (cause) {
    throw new StoreError("corrupt", `Event ${seq} of the log cannot be unpacked.`, { cause });
  }
  throw new StoreError("corrupt", "The event log holds a row whose packed part is no bytes.");
}
