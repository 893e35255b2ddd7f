import type { SimClock } from "./sim-clock.ts";

/** Longest that Node's timers wait; a longer one is asked for again. */
const longestTimerMs = 2 ** 31 - 1;

/** The real clock from now on, running `timeScale` times as fast. Its timers keep no process alive. */
export function createScaledClock(timeScale = 1): SimClock {
  const startedAt = Date.now();
  const monotonicStart = performance.now();
  return { now, wakeAt };

  function now(): number {
    return startedAt + (performance.now() - monotonicStart) * timeScale;
  }

  function wakeAt(atMs: number, wake: () => void): () => void {
    let timer = wait();
    return () => clearTimeout(timer);

    /** Timers are counted from when the event loop last looked at the clock: they may go off too early. */
    function wait(): NodeJS.Timeout {
      const waitMs = Math.min(longestTimerMs, Math.max(0, (atMs - now()) / timeScale));
      return setTimeout(() => {
        if (now() >= atMs) wake();
        else timer = wait();
      }, waitMs).unref();
    }
  }
}
