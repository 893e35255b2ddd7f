export interface LookNeed {
  /** Between two looks while nobody waits; 0: none then. */
  readonly observeMs: number;
  readonly isAttended: boolean;
  /** Looks in a row that failed. */
  readonly failures: number;
}

/** What status changes may lag behind while somebody waits for them. */
const attendedMs = 5_000;
/** A failed look is made up for as soon as the next is due; a Coder that is down is asked less and less often, but found again soon. */
const longestMs = { attended: 30_000, unattended: 120_000 };

/** How long after one look the next is due; Infinity: not before somebody waits. */
export function lookPause({ observeMs, isAttended, failures }: LookNeed): number {
  const calmMs = observeMs === 0 ? Infinity : observeMs;
  const usualMs = isAttended ? Math.min(attendedMs, calmMs) : calmMs;
  const mostMs = Math.max(usualMs, isAttended ? longestMs.attended : longestMs.unattended);
  return Math.min(usualMs * 2 ** Math.max(0, failures - 1), mostMs);
}
