import type { Clock } from "@fleet-mcp/models";

/** Dates are cut to the second and answers take their time: a smaller difference is none. */
const leastMs = 2_000;
/** An answer that took longer says too little. */
const slowestMs = 2_000;

/** Time as Coder has it, learned from the dates of its answers: what it reports and what is written down here then stand in one order. */
export function createServerClock(clock: Clock) {
  let aheadMs = 0;
  const told: Clock = { now: () => clock.now() + aheadMs, sleep: (ms, signal) => clock.sleep(ms, signal) };
  return {
    clock: told,
    /** From the `Date` of an answer to a request that was sent at `askedAt`, by our own clock. */
    learn(date: string | null, askedAt: number): void {
      const tookMs = clock.now() - askedAt;
      const at = Date.parse(date ?? "");
      if (Number.isNaN(at) || tookMs < 0 || tookMs > slowestMs) return;
      const measured = Math.round(at + 500 - (askedAt + tookMs / 2));
      if (Math.abs(measured - aheadMs) >= leastMs) aheadMs = Math.abs(measured) < leastMs ? 0 : measured;
    },
  };
}
