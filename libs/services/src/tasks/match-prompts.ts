import { compareTimes } from "@fleet-mcp/models";
import type { GivenPrompt } from "@fleet-mcp/models";
import type { RecordedTask } from "./recorded-tasks.ts";
import { taskFileName } from "./task-file.ts";

export interface MatchedPrompts {
  /** The place in the conversation of each order that is in it. */
  readonly places: ReadonlyMap<RecordedTask, number>;
  /** How far the conversation's clock is ahead of the log's, in milliseconds; a difference that may be none counts as none. */
  readonly aheadMs: number;
}

/** A send may take its time, so that a prompt is said so long after it was ordered. */
const slackMs = 90_000;
/** Clocks that differ by less are one clock. */
const sameClockMs = 3_000;
/** One order alone proves no greater difference: somebody may have said the same again. */
const mostByOneMs = 3_600_000;
/** How many of the newest orders tell how two clocks differ, and how often each may have been said. */
const [newest, repeats] = [50, 5];

/**
 * Which prompts of a conversation are which orders, by their words and times. Orders given since it began anew must be in it: where
 * they are found only at other times, one difference of the clocks has to explain them.
 */
export function matchPrompts(
  prompts: readonly GivenPrompt[],
  orders: readonly RecordedTask[],
  beganAnew: string | undefined,
): MatchedPrompts {
  const said = byText(prompts);
  const present = orders.filter(({ startedAt }) => !beganAnew || compareTimes(startedAt, beganAnew) >= 0);
  const shift = clockShift(said, present.slice(-newest));
  const pairs = pairUp(said, orders, shift);
  return {
    places: new Map(pairs.map(({ order, place }) => [order, place])),
    aheadMs: aheadBy(pairs, shift),
  };
}

interface Said {
  readonly place: number;
  readonly ms: number;
}
interface Pair {
  readonly order: RecordedTask;
  readonly place: number;
  /** From the order until it was said, by their two clocks. */
  readonly delayMs: number;
}

/** The prompts by what they say; one that points to a file, by the name of that file. */
function byText(prompts: readonly GivenPrompt[]): ReadonlyMap<string, readonly Said[]> {
  const places = new Map<string, Said[]>();
  prompts.forEach(({ text, at }, place) => {
    const key = fileName.exec(text)?.[0] ?? normal(text);
    const same = places.get(key) ?? [];
    same.push({ place, ms: Date.parse(at) });
    places.set(key, same);
  });
  return places;
}

const fileName = new RegExp(taskFileName("[0-9a-f-]{36}").replace(".", "[.]"));
const normal = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

const sayingOf = ({ task, taskId }: RecordedTask, said: ReadonlyMap<string, readonly Said[]>): readonly Said[] =>
  said.get(normal(task)) ?? said.get(taskFileName(taskId)) ?? [];

/** Each prompt for one order at most: the nearest, when the clocks differ by this. */
function pairUp(said: ReadonlyMap<string, readonly Said[]>, orders: readonly RecordedTask[], shift: number): Pair[] {
  const taken = new Set<number>();
  return orders.flatMap((order) => {
    const orderedMs = Date.parse(order.startedAt);
    const distance = ({ ms }: Said): number => Math.abs(ms - orderedMs - shift);
    const near = sayingOf(order, said).filter((each) => !taken.has(each.place) && distance(each) <= slackMs);
    const [found] = near.toSorted((a, b) => distance(a) - distance(b));
    if (!found) return [];
    taken.add(found.place);
    return [{ order, place: found.place, delayMs: found.ms - orderedMs }];
  });
}

/** The difference of the clocks by which most orders are in the conversation; none unless it explains more than none does. */
function clockShift(said: ReadonlyMap<string, readonly Said[]>, orders: readonly RecordedTask[]): number {
  const usual = pairUp(said, orders, 0);
  const known = new Set(usual.map(({ order }) => order));
  const shifts = orders
    .filter((order) => !known.has(order))
    .flatMap((order) =>
      sayingOf(order, said)
        .slice(-repeats)
        .map(({ ms }) => ms - Date.parse(order.startedAt)),
    )
    .map((ms) => ({ ms, found: pairUp(said, orders, ms).length }))
    .filter(({ ms, found }) => found > 1 || (orders.length === 1 && Math.abs(ms) <= mostByOneMs));
  const [best] = shifts.toSorted((a, b) => b.found - a.found || Math.abs(a.ms) - Math.abs(b.ms));
  return best && best.found > usual.length ? best.ms : 0;
}

/** The shortest delay is the one that sending adds least to. One order that took its time proves no difference. */
function aheadBy(pairs: readonly Pair[], shift: number): number {
  if (pairs.length === 0) return 0;
  const least = Math.min(...pairs.map(({ delayMs }) => delayMs));
  const isProven = least < 0 || shift !== 0 || pairs.length > 1;
  return isProven && Math.abs(least) > sameClockMs ? least : 0;
}
