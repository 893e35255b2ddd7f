import type { SimAnswer } from "../../src/index.ts";
import { differences } from "./differences.ts";
import type { Difference } from "./differences.ts";
import type { Plot } from "./plots.ts";
import { recordedTimings } from "./plots.ts";
import { readFields } from "./read-fields.ts";
import type { RecordedExchange } from "./recording.ts";
import { createStage } from "../stage.ts";
import type { Stage } from "../stage.ts";

export interface Verdict {
  readonly at: number;
  readonly exchange: RecordedExchange;
  readonly differences: readonly Difference[];
}

/** What was recorded, and what was recorded of the same deployment before. */
export interface Play {
  readonly before: readonly RecordedExchange[];
  readonly exchanges: readonly RecordedExchange[];
}

/** Asks the simulator all that was asked of Coder, at the same times, and compares what the client would read. */
export async function replay({ before, exchanges }: Play, plot: Plot): Promise<readonly Verdict[]> {
  const acts = [...(plot.acts ?? [])].map(({ at, act }) => ({ atMs: Date.parse(at), act }));
  // When the two deployments began to count: twice a minute they write down what was used.
  const startMs = Date.parse(
    plot.options?.release === "2.35" ? "2026-11-21T09:34:28.000Z" : "2026-11-21T09:15:14.027Z",
  );
  const stage = createStage({ ...plot.options, timings: { ...recordedTimings, ...plot.timings } }, startMs);
  const verdicts: Verdict[] = [];
  for (const [place, exchange] of [...before, ...exchanges].entries()) {
    const at = place - before.length;
    for (let next = acts[0]; next !== undefined && next.atMs <= exchange.atMs; next = acts[0]) {
      acts.shift();
      await stage.clock.advanceTo(next.atMs);
      await next.act(stage);
    }
    await stage.clock.advanceTo(exchange.atMs);
    const compared = await compare(stage, exchange, plot.callers?.[at]);
    if (at >= 0) verdicts.push({ at, exchange, differences: compared });
  }
  stage.sim.close();
  return verdicts;
}

async function compare(stage: Stage, exchange: RecordedExchange, as: NonNullable<Plot["callers"]>[number]) {
  const { method } = exchange;
  const [url, body] = [stage.ids.translate(exchange.url), stage.ids.translate(exchange.body)];
  const answer = await stage.ask({ method, url, body, as: as ?? callerOf(url) });
  const text = answer.stream === undefined ? answer.body : await watched(stage, answer, exchange);
  const { status, contentType, retryAfter } = exchange;
  const said = { status, contentType, retryAfter };
  const { "content-type": type = "", "retry-after": wait } = answer.headers;
  const simulated = { status: answer.status, contentType: type, retryAfter: wait };
  const outside = differences(said, simulated, stage.ids);
  if (exchange.status !== answer.status) return outside;
  const [there, here] = [exchange.text, text].map((each) => readFields(exchange, answer.status, each));
  return [...outside, ...differences(sorted(exchange, there), sorted(exchange, here), stage.ids)];
}

const callerOf = (url: string) => (url === "/api/v2/buildinfo" ? "nobody" : "riley");

/** Coder lists the stored parameters in any order. */
function sorted({ url }: RecordedExchange, fields: unknown): unknown {
  if (!url.endsWith("/parameters")) return fields;
  const { value } = Object(fields);
  return Array.isArray(value) ? value.toSorted((a, b) => (a.name < b.name ? -1 : 1)) : fields;
}

/** What a stream sends in the time that it was recorded. */
async function watched({ clock }: Stage, { stream }: SimAnswer, { durationMs }: RecordedExchange): Promise<string> {
  const chunks: string[] = [];
  const hangUp = stream?.((chunk) => chunks.push(chunk));
  await clock.advance(durationMs);
  hangUp?.();
  return chunks.join("");
}
