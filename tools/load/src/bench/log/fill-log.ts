import { stat } from "node:fs/promises";
import { openEventLog } from "./open-event-log.ts";
import { sampleEvents } from "./sample-events.ts";

/** As many as one look at a fleet tells at most. */
const batch = 100;
const delayMs = 50;

/** Writes a log of so many events, recorded soon after they happened, and returns the bytes of its file. */
export async function fillLog(file: string, count: number): Promise<number> {
  let nowMs = 0;
  const events = openEventLog(file, () => nowMs);
  const sample = sampleEvents(count);
  for (let from = 0; from < count; from += batch) {
    const some = sample.slice(from, from + batch);
    nowMs = Date.parse(some.at(-1)?.occurredAt ?? "") + delayMs;
    await events.append(some);
  }
  await events.ledger();
  const { place, problem } = await events.state();
  await events.close();
  if (place !== "file") throw new Error(`The events did not reach their file: ${problem}`);
  return (await stat(file)).size;
}
