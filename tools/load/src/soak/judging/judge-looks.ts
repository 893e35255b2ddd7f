import type { Finding } from "./finding.ts";

export interface Watch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly looks: readonly number[];
  /** When observers were killed. */
  readonly kills: readonly number[];
}

/**
 * Within 5 s another observer takes over, a second later it looks, and what spoiled one look is over at the next. The rest is for a
 * machine that is busy: each of these processes has just started.
 */
export const noticedMs = 15_000;

/** However often observers are killed, another one looks soon. */
export function judgeLooks(watch: Watch): Finding[] {
  const pauseMs = longestPause(watch);
  if (pauseMs <= noticedMs) return [];
  return [{ check: "fleet not observed", what: `nobody looked at it for ${Math.round(pauseMs / 1_000)} s` }];
}

/** The longest time, in milliseconds, without a look that found anything; the last kill in it begins it anew. */
export function longestPause({ fromMs, untilMs, looks, kills }: Watch): number {
  const marks = [...looks.filter((ms) => ms > fromMs && ms < untilMs), untilMs];
  const pauses = marks.map((ms, index) => {
    const last = marks[index - 1] ?? fromMs;
    return ms - Math.max(last, ...kills.filter((killMs) => killMs < ms));
  });
  return Math.max(...pauses);
}
