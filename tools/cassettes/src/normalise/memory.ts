import { timePattern, zeroTime } from "./time-pattern.ts";

/** What a cassette's replacements have in common: equal values stay equal, and times keep their distances. */
export interface Memory {
  /** 1, 2, 3 … by first appearance; the same number for the same value of the same kind. */
  numberOf(kind: string, value: string): number;
  /** Milliseconds since the earliest time in the cassette. */
  offsetMs(time: string): number;
}

/** `text` is the whole cassette. */
export function createMemory(text: string): Memory {
  const numbers = new Map<string, Map<string, number>>();
  const times = (text.match(timePattern) ?? []).filter((time) => time !== zeroTime).map((time) => Date.parse(time));
  const earliest = times.reduce((least, time) => Math.min(least, time), Infinity);

  return {
    numberOf(kind, value) {
      const known = numbers.get(kind) ?? new Map<string, number>();
      numbers.set(kind, known);
      const number = known.get(value) ?? known.size + 1;
      known.set(value, number);
      return number;
    },
    offsetMs: (time) => Date.parse(time) - earliest,
  };
}
