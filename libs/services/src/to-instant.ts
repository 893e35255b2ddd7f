import { ServiceError } from "./service-error.ts";

/** A day, or a time with its zone: what JavaScript makes of anything else is a guess. */
const rfc3339 = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/i;

/** Milliseconds since the epoch. Throws `invalid_input` that names the field. */
export function toInstant(field: string, time: string): number {
  const instant = rfc3339.test(time) && isDay(time.slice(0, 10)) ? Date.parse(time) : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  throw new ServiceError("invalid_input", `${field} is ${JSON.stringify(time.slice(0, 60))}, which is no time.`, {
    hint: "Use RFC 3339, for example 2026-01-31T09:30:00Z.",
  });
}

/** JavaScript takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const midnight = new Date(day);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
