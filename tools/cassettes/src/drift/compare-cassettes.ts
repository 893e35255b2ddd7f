import { recordedKey } from "@fleet-mcp/testing";
import type { Cassette } from "@fleet-mcp/testing";
import { shapeOf, withoutIds } from "./shape-of.ts";

interface Endpoint {
  readonly statuses: Set<number>;
  readonly fields: Map<string, Set<string>>;
}

/**
 * What another recording of the same scenario answers differently: requests, statuses, fields and their types. Values,
 * ids and the number of repeats do not count. Empty when nothing drifted.
 */
export function compareCassettes(kept: Cassette, now: Cassette): readonly string[] {
  const [before, after] = [endpointsOf(kept), endpointsOf(now)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key) => compareEndpoints(key, before.get(key), after.get(key)));
}

function endpointsOf({ log }: Cassette): ReadonlyMap<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  for (const entry of log.entries) {
    const key = withoutIds(recordedKey(entry));
    const { statuses, fields } = endpoints.get(key) ?? { statuses: new Set(), fields: new Map<string, Set<string>>() };
    endpoints.set(key, { statuses: statuses.add(entry.response.status), fields });
    for (const [path, types] of shapeOf(entry.response.content._json)) {
      fields.set(path, new Set([...(fields.get(path) ?? []), ...types]));
    }
  }
  return endpoints;
}

function compareEndpoints(key: string, before: Endpoint | undefined, after: Endpoint | undefined): readonly string[] {
  if (after === undefined) return [`- ${key} is no longer requested`];
  if (before === undefined) return [`+ ${key} is requested now`];
  const statuses = [[...before.statuses].toSorted(), [...after.statuses].toSorted()].map((list) => list.join(", "));
  if (statuses[0] !== statuses[1]) return [`! ${key} answered ${statuses[0]}, now ${statuses[1]}`];
  return [
    ...missingFrom(after, before).map((path) => `- ${key} ${path}`),
    ...missingFrom(before, after).map((path) => `+ ${key} ${path}`),
    ...[...before.fields].flatMap(([path, types]) => compareTypes(`${key} ${path}`, types, after.fields.get(path))),
  ];
}

/** Only fields of objects that both have: an empty list or a null says nothing about what it would hold. */
function missingFrom({ fields }: Endpoint, other: Endpoint): readonly string[] {
  return [...other.fields.keys()].filter((path) => {
    const parent = path.slice(0, path.lastIndexOf("."));
    return !path.endsWith("[]") && !fields.has(path) && fields.get(parent)?.has("object") === true;
  });
}

/** A field that may be null says nothing against a value. */
function compareTypes(
  place: string,
  before: ReadonlySet<string>,
  after: ReadonlySet<string> = before,
): readonly string[] {
  const [old, now] = [known(before), known(after)];
  if (old.length === 0 || now.length === 0 || now.some((type) => old.includes(type))) return [];
  return [`! ${place} was ${old.join(" or ")}, now ${now.join(" or ")}`];
}

function known(types: ReadonlySet<string>): readonly string[] {
  return [...types].filter((type) => type !== "null");
}
