import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 60_000;

/** Asks again and again until it is so, and says when that was, in milliseconds since the epoch. */
export async function until(what: string, everyMs: number, isSo: () => Promise<boolean>): Promise<number> {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`It did not come to be that ${what}.`);
    await sleep(everyMs);
  }
  return Date.now();
}
