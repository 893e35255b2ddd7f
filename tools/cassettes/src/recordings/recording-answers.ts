import { createTimeline, firstUnusedOrLast } from "@fleet-mcp/testing";
import type { Answers, Cassette, CassetteEntry, Recorded } from "@fleet-mcp/testing";
import { isImmutable } from "./immutable-resources.ts";
import { chatId, unlabelledKey, withLabel } from "./labelled-chats.ts";
import { workspaceReads } from "./workspace-reads.ts";

/**
 * Answers from long recordings of one server, with the epochs of a replay. Beyond those: immutable resources
 * are answered from any moment of any recording; a key that contains one of `ahead` and has no answer in the
 * current epoch is answered with the next later one; a workspace read by id is also its read by name, and the
 * other way round; chats with a label are those of a list that have it; a refused write may be repeated; reads the first recording never saw come from the others.
 */
export function createRecordingAnswers(
  [first, ...rest]: readonly [Cassette, ...Cassette[]],
  { ahead = [] }: { readonly ahead?: readonly string[] } = {},
) {
  const { recording, byName } = workspaceReads(first);
  const primary = createTimeline(recording);
  const others = rest.flatMap((other) => createTimeline(other).recorded.filter(({ isRead }) => isRead));
  const peeked = new Set<Recorded>();

  return {
    find(key: string, isRead: boolean) {
      return isRead ? (readByName(key) ?? read(key) ?? readLabelled(key)) : take(primary.nextWrite(key) ?? refusedBefore(key));
    },
    keys: () => [...new Set([...primary.recorded, ...others].map(({ key }) => key))],
    unused: () => [],
  } satisfies Answers;

  /** What Coder refused has changed nothing, so it is refused again. */
  function refusedBefore(key: string): Recorded | undefined {
    return primary.recorded.findLast((one) => one.key === key && one.isUsed && one.entry.response.status >= 400);
  }

  /** A workspace by name is the same object as by id; a refusal of the one is none of the other. */
  function readByName(key: string): CassetteEntry | undefined {
    const id = byName.get(key);
    const entry = id === undefined ? undefined : read(id);
    return entry !== undefined && entry.response.status < 300 ? entry : undefined;
  }

  function readLabelled(key: string): CassetteEntry | undefined {
    const all = unlabelledKey(key);
    const entry = all === undefined ? undefined : (read(all) ?? primary.readsLater(all)[0]?.entry);
    return entry && withLabel(key, entry, chatsToCome());
  }

  /** Ids of chats whose creation is recorded and has not been asked for yet. */
  function chatsToCome(): readonly unknown[] {
    return primary.recorded
      .filter(({ key, isUsed }) => !isUsed && /^POST \/api\/[^ ]+\/chats /.test(key))
      .map(({ entry }) => chatId(entry));
  }

  function read(key: string): CassetteEntry | undefined {
    const current = primary.readCurrent(key);
    if (current !== undefined) return take(current);
    const early = ahead.some((part) => key.includes(part)) ? peekAhead(key) : undefined;
    return early?.entry ?? take(primary.readEarlier(key) ?? anyMoment(key));
  }

  function take(one: Recorded | undefined): CassetteEntry | undefined {
    return one === undefined ? undefined : primary.take(one);
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
