import type { SimClock } from "./sim-clock.ts";

/** A clock that stands still until it is told to go on. */
export function createVirtualClock(start: Date | number | string = "2026-01-01T00:00:00.000Z") {
  let now = new Date(start).getTime();
  const wakings = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    /** Milliseconds since the epoch. */
    now: () => now,
    wakeAt,
    advance,
    advanceTo,
  } satisfies SimClock & Record<string, unknown>;

  /** Calls back when that time has come; the result takes the wish back. */
  function wakeAt(atMs: number, wake: () => void): () => void {
    const waking = { atMs, wake };
    wakings.add(waking);
    return () => wakings.delete(waking);
  }

  /** Lets this much time pass, with all that is due in it. */
  function advance(ms: number): Promise<void> {
    return advanceTo(now + ms);
  }

  /** Wakes in order whoever is due until then, and lets promises settle in between. */
  async function advanceTo(atMs: number): Promise<void> {
    await settled();
    for (let next = nextUntil(atMs); next !== undefined; next = nextUntil(atMs)) {
      wakings.delete(next);
      now = Math.max(now, next.atMs);
      next.wake();
      await settled();
    }
    now = Math.max(now, atMs);
  }

  function nextUntil(atMs: number) {
    return [...wakings].toSorted((a, b) => a.atMs - b.atMs).find((waking) => waking.atMs <= atMs);
  }
}
export type VirtualClock = ReturnType<typeof createVirtualClock>;

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
