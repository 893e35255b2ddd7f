import type { SqlValue } from "../db.ts";
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
    stream && ["streams.type = ? AND streams.name = ?", [stream.type, stream.id]],
    streams && anyOf(streams),
    types && [`events.type IN (SELECT id FROM words WHERE word IN (${places(types)}))`, types],
    correlation_id === undefined ? undefined : ["events.correlation_id = ?", [correlation_id]],
    since === undefined ? undefined : ["events.occurred_at >= ?", [Date.parse(since)]],
    until === undefined ? undefined : ["events.occurred_at < ?", [Date.parse(until)]],
    after === undefined ? undefined : ["events.seq > ?", [after]],
    before === undefined ? undefined : ["events.seq < ?", [before]],
  ];
  const asked = tests.filter((test) => test !== undefined);
  return { where: `WHERE ${asked.map(([sql]) => sql).join(" AND ")}`, values: asked.flatMap(([, values]) => values) };
}

type Test = readonly [string, readonly SqlValue[]];

function anyOf(streams: readonly StreamName[]): Test {
  const types = [...new Set(streams.map(({ type }) => type))];
  const tests = types.map((type): Test => {
    const ids = streams.flatMap((stream) => (stream.type === type ? [stream.id] : []));
    return [`(streams.type = ? AND streams.name IN (${places(ids)}))`, [type, ...ids]];
  });
  // No stream at all finds nothing; an empty list of tests would find everything.
  return [
    tests.length === 0 ? "1 = 0" : `(${tests.map(([sql]) => sql).join(" OR ")})`,
    tests.flatMap(([, ids]) => ids),
  ];
}

const places = (list: readonly unknown[]): string => list.map(() => "?").join(", ");
