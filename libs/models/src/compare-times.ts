/**
 * Order of two RFC 3339 times, oldest first, for `sort`. Finer than `Date`, which cuts at the millisecond: Coder counts in micro-
 * and AgentAPI in nanoseconds, and both leave out trailing zeros.
 */
export function compareTimes(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b) || nanoseconds(a) - nanoseconds(b);
}

const nanoseconds = (time: string): number => Number((/[.](\d+)/.exec(time)?.[1] ?? "").padEnd(9, "0").slice(0, 9));
