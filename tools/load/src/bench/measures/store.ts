import { join } from "node:path";
import type { NewFleetEvent } from "@fleet-mcp/models";
import type { Figure } from "../figure.ts";
import { createSyncedWriter } from "../instruments/synced-write.ts";
import { timed, timedTimes } from "../instruments/timed.ts";
import { fillLog } from "../log/fill-log.ts";
import { makeFolder } from "../log/make-folder.ts";
import { openEventLog } from "../log/open-event-log.ts";
import { sampleEvents } from "../log/sample-events.ts";
import type { Bench, Measure } from "../measure.ts";
import { median, percentile } from "../statistics.ts";

const warmUps = 50;

export const store: Measure = {
  name: "store",
  about: "the event log: one append beside 450 bytes written and synced, how many a second, their size, their replay",
  async measure(bench) {
    const { path, stop } = bench.keep(await makeFolder());
    const figures = [...(await measureAppends(bench, path)), ...(await measureLog(bench, path))];
    await stop();
    return { figures };
  },
};

/** Bare writes and appends take turns, so that both meet the same disk. */
async function measureAppends({ scale, keep }: Bench, folder: string): Promise<Figure[]> {
  const events = openEventLog(join(folder, "appends.db"));
  const writer = keep(createSyncedWriter(join(folder, "bare")));
  const sample = sampleEvents(scale.runs * (warmUps + scale.calls)).values();
  const [appends, bare]: [number[][], number[][]] = [[], []];
  for (let run = 0; run < scale.runs; run += 1) {
    bare.push(await timedTimes(scale.calls, warmUps, async () => writer.write()));
    appends.push(await timedTimes(scale.calls, warmUps, () => events.append(next(sample))));
  }
  await events.close();
  await writer.stop();

  const compared = (share: number) => ({
    values: appends.map((times) => percentile(times, share)),
    baseline: { what: "write + fdatasync", values: bare.map((times) => percentile(times, share)) },
  });
  const perSecond = (runs: readonly number[][]) => runs.map((times) => (1_000 * times.length) / sum(times));
  const rate = { values: perSecond(appends), baseline: { what: "write + fdatasync", values: perSecond(bare) } };
  return [
    { what: "append one event, p50", unit: "ms", limit: 5, target: "p99 decides", ...compared(0.5) },
    { what: "… p99", unit: "ms", limit: 5, target: "< 5 ms", ...compared(0.99) },
    { what: "… one after the other", unit: "a second", limit: 1_000, isLeast: true, ...rate },
  ];
}

async function measureLog({ scale }: Bench, folder: string): Promise<Figure[]> {
  const file = join(folder, "log.db");
  const empty = await fillLog(join(folder, "empty.db"), 0);
  const bytes = (await fillLog(file, scale.events)) - empty;
  const texts = sampleEvents(scale.events).map(({ data }) => JSON.stringify(data));
  const parsing = await timedTimes(scale.runs, 1, async () => texts.forEach((text) => JSON.parse(text)));
  const replays: number[] = [];
  for (let run = 0; run < scale.runs; run += 1) replays.push(await timed(() => replay(file, scale.events)));
  const count = scale.events.toLocaleString("en-US");
  return [
    {
      what: `size per million, of ${count}`,
      unit: "MB",
      limit: 100,
      target: "< 100 MB",
      values: [bytes / scale.events],
    },
    {
      what: `replay of ${count} events`,
      unit: "ms",
      limit: scale.events / 10,
      target: "≤ 0.1 ms each",
      values: replays,
      baseline: { what: "JSON.parse", values: [median(parsing)] },
    },
  ];
}

/** As a server does that has just started. */
async function replay(file: string, count: number): Promise<void> {
  const events = openEventLog(file);
  const { cursor } = await events.ledger();
  await events.close();
  if (cursor !== count) throw new Error(`The ledger knows ${cursor} of ${count} events.`);
}

function next(sample: Iterator<NewFleetEvent>): NewFleetEvent[] {
  const { value, done } = sample.next();
  if (done) throw new RangeError("There are too few sample events.");
  return [value];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
