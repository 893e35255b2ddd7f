/** Milliseconds until it is done. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** One after the other; the first ones, which warm everything up, are left out of what is returned. */
export async function timedTimes(count: number, warmUps: number, act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < warmUps + count; run += 1) times.push(await timed(act));
  return times.slice(warmUps);
}
