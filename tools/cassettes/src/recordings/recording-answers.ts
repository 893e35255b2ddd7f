import { createTimeline, firstUnusedOrLast } from "@fleet-mcp/testing";
import type { Answers, Cassette, Recorded } from "@fleet-mcp/testing";
import { isImmutable } from "./immutable-resources.ts";

/**
 * Answers from long recordings of one server, with the epochs of a replay. Beyond those: immutable resources
 * are answered from any moment of any recording; a key that contains one of `ahead` and has no answer in the
 * current epoch is answered with the next later one; reads the first recording never saw come from the others.
 */
export function createRecordingAnswers(
  [first, ...rest]: readonly [Cassette, ...Cassette[]],
  { ahead = [] }: { readonly ahead?: readonly string[] } = {},
) {
  const primary = createTimeline(first);
  const others = rest.flatMap((recording) => createTimeline(recording).recorded.filter(({ isRead }) => isRead));
  const peeked = new Set<Recorded>();

  return {
    find(key: string, isRead: boolean) {
      const one = isRead ? read(key) : primary.nextWrite(key);
      return one === undefined ? undefined : primary.take(one);
    },
    keys: () => [...new Set([...primary.recorded, ...others].map(({ key }) => key))],
    unused: () => [],
  } satisfies Answers;

  function read(key: string): Recorded | undefined {
    const current = primary.readCurrent(key);
    if (current !== undefined) return current;
    const early = ahead.some((part) => key.includes(part)) ? peekAhead(key) : undefined;
    return early ?? primary.readEarlier(key) ?? anyMoment(key);
  }

  /** Steps through the next epoch that has answers, without using them up for when it is reached. */
  function peekAhead(key: string): Recorded | undefined {
    const later = primary.readsLater(key);
    const next = later.filter(({ epoch }) => epoch === later[0]?.epoch);
    const one = next.find((candidate) => !peeked.has(candidate)) ?? next.at(-1);
    if (one !== undefined) peeked.add(one);
    return one;
  }

  function anyMoment(key: string): Recorded | undefined {
    const later = isImmutable(key) ? primary.readsLater(key)[0] : undefined;
    const isKnown = primary.recorded.some((one) => one.key === key);
    return later ?? (isKnown ? undefined : firstUnusedOrLast(others.filter((one) => one.key === key)));
  }
}
