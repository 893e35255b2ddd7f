import type { Cassette, CassetteEntry } from "../cassette.ts";
import { isRead, recordedKey } from "../request-key.ts";

export interface Recorded {
  readonly key: string;
  readonly isRead: boolean;
  /** How many writes were recorded up to and including this exchange. */
  readonly epoch: number;
  readonly entry: CassetteEntry;
  isUsed: boolean;
}

/** The exchanges of one cassette in order, and the epoch that replay has reached: the only state of a replay. */
export function createTimeline(cassette: Cassette) {
  const recorded = inEpochs(cassette.log.entries);
  let reached = 0;

  return {
    recorded,
    nextWrite: (key: string) => recorded.find((one) => one.key === key && !one.isRead && !one.isUsed),
    /** From the epoch reached: repeats in order, then the last one. */
    readCurrent: (key: string) => firstUnusedOrLast(reads(key, (epoch) => epoch === reached)),
    /** The last answer of the nearest earlier epoch. */
    readEarlier: (key: string) => reads(key, (epoch) => epoch < reached).at(-1),
    /** All answers that are still to come. */
    readsLater: (key: string) => reads(key, (epoch) => epoch > reached),
    take,
  };

  function reads(key: string, isMeant: (epoch: number) => boolean): readonly Recorded[] {
    return recorded.filter((one) => one.key === key && one.isRead && isMeant(one.epoch));
  }

  function take(one: Recorded): CassetteEntry {
    one.isUsed = true;
    if (!one.isRead) reached = Math.max(reached, one.epoch);
    return one.entry;
  }
}
export type Timeline = ReturnType<typeof createTimeline>;

export function firstUnusedOrLast(repeats: readonly Recorded[]): Recorded | undefined {
  return repeats.find(({ isUsed }) => !isUsed) ?? repeats.at(-1);
}

function inEpochs(entries: readonly CassetteEntry[]): readonly Recorded[] {
  let epoch = 0;
  return entries.map((entry) => {
    const read = isRead(entry.request.method);
    if (!read) epoch += 1;
    return { key: recordedKey(entry), isRead: read, epoch, entry, isUsed: false };
  });
}
