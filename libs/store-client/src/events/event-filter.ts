import type { SqlValue } from "../db.ts";
import { packId } from "../packing/pack-id.ts";
import type { StreamName } from "./stored-event.ts";

export interface EventFilter {
  readonly tenant?: string;
  readonly stream?: StreamName;
  /** Any of these. */
  readonly streams?: readonly StreamName[];
  readonly types?: readonly string[];
  readonly correlation_id?: string;
  /** ISO 8601, by the time it happened: from `since` on, before `until`. */
  readonly since?: string;
  readonly until?: string;
  /** Only events after this place in the log, or before it. */
  readonly after?: number;
  readonly before?: number;
}

/** The condition of a filter in SQL, over events and their streams and types. */
export function toCondition(filter: EventFilter): { readonly where: string; readonly values: readonly SqlValue[] } {
  const { tenant = "default", stream, streams, types, correlation_id, since, until, after, before } = filter;
  const tests: readonly (Test | undefined)[] = [
    ["streams.tenant = ?", [tenant]],
    stream && inAnyOf([stream], tenant),
    streams && inAnyOf(streams, tenant),
    types && [`events.type IN (SELECT id FROM words WHERE word IN (${places(types)}))`, types],
    correlation_id === undefined ? undefined : ofOrder(correlation_id),
    since === undefined ? undefined : ["events.occurred_at >= ?", [Date.parse(since)]],
    until === undefined ? undefined : ["events.occurred_at < ?", [Date.parse(until)]],
    after === undefined ? undefined : ["events.seq > ?", [after]],
    before === undefined ? undefined : ["events.seq < ?", [before]],
  ];
  const asked = tests.filter((test) => test !== undefined);
  return { where: `WHERE ${asked.map(([sql]) => sql).join(" AND ")}`, values: asked.flatMap(([, values]) => values) };
}

type Test = readonly [string, readonly SqlValue[]];

/** The index holds the beginnings of ids. */
function ofOrder(correlation_id: string): Test {
  const id = packId(correlation_id);
  return ["substr(events.correlation_id, 1, 4) = ? AND events.correlation_id = ?", [id.subarray(0, 4), id]];
}

function inAnyOf(streams: readonly StreamName[], tenant: string): Test {
  // No stream at all finds nothing; an empty list of tests would find everything.
  if (streams.length === 0) return ["1 = 0", []];
  const types = [...new Set(streams.map(({ type }) => type))];
  const tests = types.map((type): Test => {
    const ids = streams.flatMap((stream) => (stream.type === type ? [stream.id] : []));
    return [`type = ? AND name IN (${places(ids)})`, [type, ...ids]];
  });
  const ofThem = `SELECT id FROM streams WHERE tenant = ? AND (${tests.map(([sql]) => sql).join(" OR ")})`;
  return [`events.stream IN (${ofThem})`, [tenant, ...tests.flatMap(([, values]) => values)]];
}

const places = (list: readonly unknown[]): string => list.map(() => "?").join(", ");
