import type { Row } from "../db.ts";
import { StoreError } from "../store-error.ts";
import type { StoredEvent } from "./stored-event.ts";

/** Fields of data that a newer program wrote are kept as they are: who reads takes what it knows. */
export function toStoredEvent(row: Row): StoredEvent {
  const seq = numberIn(row, "seq");
  return {
    id: `${textIn(row, "log_id")}-${seq}`,
    tenant: textIn(row, "tenant"),
    stream: { type: textIn(row, "stream_type"), id: textIn(row, "stream_id") },
    seq,
    version: numberIn(row, "version"),
    type: textIn(row, "type"),
    schema_version: numberIn(row, "schema_version"),
    actor: textIn(row, "actor"),
    ...optional(row, "causation_id"),
    ...optional(row, "correlation_id"),
    ...optional(row, "trace_parent"),
    data: parsed(textIn(row, "data"), seq),
    occurred_at: new Date(numberIn(row, "occurred_at")).toISOString(),
    recorded_at: new Date(numberIn(row, "recorded_at")).toISOString(),
  };
}

type Optional = "causation_id" | "correlation_id" | "trace_parent";

function optional(row: Row, column: Optional): Partial<Record<Optional, string>> {
  const value = row[column];
  return typeof value === "string" ? { [column]: value } : {};
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

function parsed(text: string, seq: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StoreError("corrupt", `The data of event ${seq} is not JSON.`, { cause });
  }
}
