import type { SimClock } from "./sim-clock.ts";

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  isCalledOff: boolean;
}

/**
 * Everything that happens in the simulated world, in order. It starts in the past and is played up to the present in no
 * time, so that a world has a history; from `goLive` on the clock drives it.
 */
export function createTimeline(clock: SimClock, startMs = clock.now()) {
  const heap: Event[] = [];
  let playedUntil = startMs;
  let isLive = false;
  let isClosed = false;
  let runningAt: number | undefined;
  let order = 0;
  let callOffWaking = () => {};
  return { now, after, sleep, playUntil, goLive, close };

  /** While an event runs this is the time it was due, however late its turn came. */
  function now(): number {
    return runningAt ?? (isLive ? Math.max(playedUntil, clock.now()) : playedUntil);
  }

  /** Runs once, later; the result calls it off. */
  function after(delayMs: number, run: () => void): () => void {
    if (isClosed) return () => {};
    const event = { atMs: now() + Math.max(0, delayMs), order: (order += 1), run, isCalledOff: false };
    push(heap, event);
    if (isLive && heap[0] === event) waitForNext();
    return () => {
      event.isCalledOff = true;
    };
  }

  function sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => void after(delayMs, resolve));
  }

  function playUntil(untilMs: number): void {
    for (let next = heap[0]; next !== undefined && next.atMs <= untilMs; next = heap[0]) {
      pop(heap);
      playedUntil = Math.max(playedUntil, next.atMs);
      if (next.isCalledOff) continue;
      runningAt = next.atMs;
      next.run();
      runningAt = undefined;
    }
    playedUntil = Math.max(playedUntil, untilMs);
  }

  function goLive(): void {
    isLive = true;
    waitForNext();
  }

  function waitForNext(): void {
    callOffWaking();
    const [next] = heap;
    if (isClosed || next === undefined) return;
    callOffWaking = clock.wakeAt(next.atMs, () => {
      playUntil(clock.now());
      waitForNext();
    });
  }

  /** Nothing happens any more; who sleeps sleeps for ever. */
  function close(): void {
    isClosed = true;
    callOffWaking();
    heap.length = 0;
  }
}
export type Timeline = ReturnType<typeof createTimeline>;

const isBefore = (a: Event, b: Event) => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

function push(heap: Event[], event: Event): void {
  let at = heap.push(event) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(event, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = event;
}

function pop(heap: Event[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || !isBefore(child, last)) break;
    heap[at] = child;
    at = 2 * at + (isRight ? 2 : 1);
  }
  heap[at] = last;
}
