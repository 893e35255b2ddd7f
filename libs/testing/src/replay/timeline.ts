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
    readNow,
    readLater: (key: string) => recorded.find((one) => one.key === key && one.isRead && one.epoch > reached),
    take,
  };

  /** From the epoch reached: repeats in order, then the last one. Else the last answer of an earlier epoch. */
  function readNow(key: string): Recorded | undefined {
    const reads = recorded.filter((one) => one.key === key && one.isRead);
    const current = reads.filter(({ epoch }) => epoch === reached);
    return current.find(({ isUsed }) => !isUsed) ?? current.at(-1) ?? reads.findLast(({ epoch }) => epoch < reached);
  }

  function take(one: Recorded): CassetteEntry {
    one.isUsed = true;
    if (!one.isRead) reached = Math.max(reached, one.epoch);
    return one.entry;
  }
}
export type Timeline = ReturnType<typeof createTimeline>;

function inEpochs(entries: readonly CassetteEntry[]): readonly Recorded[] {
  let epoch = 0;
  return entries.map((entry) => {
    const read = isRead(entry.request.method);
    if (!read) epoch += 1;
    return { key: recordedKey(entry), isRead: read, epoch, entry, isUsed: false };
  });
}
