import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "@fleet-mcp/store-client";
import type { StoredEvent } from "@fleet-mcp/store-client";
import { Written, storeSchemas } from "./store-schemas.ts";

export interface Verdict {
  readonly events: number;
  readonly acknowledged: number;
  /** What did not hold; empty when everything did. */
  readonly faults: readonly string[];
}

/** `acknowledged` says up to which of its own events each writer was told that they are kept. */
export async function judgeStore(file: string, acknowledged: ReadonlyMap<string, number>): Promise<Verdict> {
  const clock = { now: Date.now, sleep: (ms: number) => sleep(ms) };
  const store = await openStore({ file, schemas: storeSchemas, clock });
  const events = await store.events.read({ limit: 1_000_000 });
  await store.close();
  const faults = [...lostOrDoubled(events, acknowledged), ...gaps(events), ...damage(file)];
  return { events: events.length, acknowledged: sum([...acknowledged.values()]), faults };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Each writer's events are there once, in order, from its first to at least the last acknowledged one. */
function lostOrDoubled(events: readonly StoredEvent[], acknowledged: ReadonlyMap<string, number>): string[] {
  const written = events.map(({ data }) => Written.parse(data));
  return [...acknowledged].flatMap(([writer, last]) => {
    const found = written.filter((own) => own.writer === writer);
    const wrong = found.findIndex(({ count }, index) => count !== index + 1);
    return [
      ...(found.length < last ? [`${writer} was told that ${last} events are kept, ${found.length} are there`] : []),
      ...(wrong >= 0 ? [`${writer}'s event ${wrong + 1} is lost, doubled or out of order`] : []),
    ];
  });
}

function gaps(events: readonly StoredEvent[]): string[] {
  const streams = new Set(events.map(({ stream }) => stream.id));
  return [...streams].flatMap((id) => {
    const own = events.filter(({ stream }) => stream.id === id);
    return own.every(({ version }, index) => version === index + 1) ? [] : [`the versions of stream ${id} have gaps`];
  });
}

function damage(file: string): string[] {
  const db = new DatabaseSync(file);
  const found = db.prepare("PRAGMA integrity_check").all();
  db.close();
  const says = found.map((row) => String(row["integrity_check"]));
  return says.length === 1 && says[0] === "ok" ? [] : [`the file is damaged: ${says.join("; ")}`];
}
