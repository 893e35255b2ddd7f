import { isId } from "../id-book.ts";
import type { IdBook } from "../id-book.ts";

export interface Difference {
  /** Where in the answer, as `workspaces.2.name`. */
  readonly path: string;
  readonly recorded: unknown;
  readonly simulated: unknown;
}

/** Recorded and simulated machines are not equally quick; times this close are the same. */
const toleranceMs = 3_000;
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** All places where two answers differ: ids by what they stand for, times nearly, all else exactly. */
export function differences(recorded: unknown, simulated: unknown, ids: IdBook, path = ""): readonly Difference[] {
  if (Array.isArray(recorded) && Array.isArray(simulated) && recorded.length === simulated.length) {
    return recorded.flatMap((item, at) => differences(item, simulated[at], ids, join(path, String(at))));
  }
  if (isRecord(recorded) && isRecord(simulated)) {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(simulated)]);
    return [...keys].flatMap((key) => differences(recorded[key], simulated[key], ids, join(path, key)));
  }
  return areSame(recorded, simulated, ids) ? [] : [{ path, recorded, simulated }];
}

const join = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function areSame(recorded: unknown, simulated: unknown, ids: IdBook): boolean {
  if (typeof recorded !== "string" || typeof simulated !== "string") return recorded === simulated;
  if (isId(recorded) && isId(simulated)) return ids.areSame(recorded, simulated);
  if (time.test(recorded) && time.test(simulated)) {
    return Math.abs(Date.parse(recorded) - Date.parse(simulated)) <= toleranceMs;
  }
  return ids.translate(comparable(recorded)) === comparable(simulated);
}

/** Ports and addresses are nobody's business. */
const comparable = (text: string) => text.replace(/localhost:\d+/g, "localhost");
