/** Of numbers in any order; the mean of the two in the middle when their count is even. Throws when there are none. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? nothing();
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The smallest of the values that at least this share (0–1) of them do not exceed: nearest rank, never interpolated. */
export function percentile(values: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * values.length));
  return ascending(values)[rank - 1] ?? nothing();
}

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);

function nothing(): never {
  throw new RangeError("There are no values.");
}
