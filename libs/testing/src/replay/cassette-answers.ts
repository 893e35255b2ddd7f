import type { Cassette, CassetteEntry } from "../cassette.ts";
import { createTimeline } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";

/** Where a replay takes its answers from. */
export interface Answers {
  /** The recorded exchange that answers, and from now on counts as used; `undefined` when there is none. */
  find(key: string, isRead: boolean): CassetteEntry | undefined;
  keys(): readonly string[];
  /** One line for each recorded exchange that nobody asked for. */
  unused(): readonly string[];
}

/**
 * Answers from cassettes, each with its own epochs. Where several know a request, one that has not been
 * used goes first, then the cassette added last.
 */
export function createCassetteAnswers(cassettes: readonly Cassette[] = []) {
  const timelines = cassettes.map(createTimeline);

  return {
    add: (cassette: Cassette): void => void timelines.push(createTimeline(cassette)),
    find,
    keys: () => [...new Set(timelines.flatMap(({ recorded }) => recorded.map(({ key }) => key)))],
    unused: () => timelines.flatMap(unusedIn),
  } satisfies Answers & { add(cassette: Cassette): void };

  function find(key: string, isRead: boolean): CassetteEntry | undefined {
    const candidates = timelines.flatMap((timeline) => {
      const one = isRead ? (timeline.readCurrent(key) ?? timeline.readEarlier(key)) : timeline.nextWrite(key);
      return one === undefined ? [] : [{ timeline, one }];
    });
    const chosen = candidates.find(({ one }) => !one.isUsed) ?? candidates.at(-1);
    return chosen?.timeline.take(chosen.one);
  }
}

function unusedIn({ recorded }: Timeline): readonly string[] {
  return recorded
    .filter(({ isUsed }) => !isUsed)
    .map((one) => {
      const repeats = recorded.filter(({ key }) => key === one.key);
      return repeats.length === 1 ? one.key : `${one.key} (${repeats.indexOf(one) + 1} of ${repeats.length})`;
    });
}
