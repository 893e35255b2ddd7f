import { connectOverStdio } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import type { Figure } from "../figure.ts";
import { callTool } from "../instruments/call-tool.ts";
import { createRawCoder } from "../instruments/raw-coder.ts";
import { requestsOf } from "../instruments/requests-of.ts";
import { timed, timedTimes } from "../instruments/timed.ts";
import type { Bench, Measure } from "../measure.ts";
import { median } from "../statistics.ts";

const warmUps = 3;

export const lists: Measure = {
  name: "lists",
  about: "list_agents over 130 agents, and over 1,000 with Coder at 50 ms a page, beside the same requests made bare",
  async measure(bench) {
    const small = await measureList(bench, 130, 0);
    const large = await measureList(bench, 1_000, 50);
    const rawSmall = { what: "bare requests", values: small.bare };
    const rawLarge = { what: "bare requests", values: large.bare };
    const parsing = { what: "JSON.parse", values: large.parsing };
    const figures: Figure[] = [
      {
        what: "list_agents, 130 agents",
        unit: "ms",
        limit: median(small.bare) + 20,
        target: "bare requests + 20 ms",
        values: small.calls,
        baseline: rawSmall,
      },
      {
        what: "… requests to Coder",
        unit: "requests",
        limit: 4,
        target: "≤ 2 per 100 agents",
        values: [small.requests],
      },
      {
        what: "list_agents, 1,000 agents, Coder at 50 ms",
        unit: "ms",
        limit: 2_000,
        values: large.calls,
        baseline: rawLarge,
      },
      {
        what: "… over the bare requests",
        unit: "ms",
        limit: 50,
        values: large.calls.map((ms, run) => ms - (large.bare[run] ?? 0)),
        baseline: parsing,
      },
      {
        what: "… requests to Coder",
        unit: "requests",
        limit: 20,
        target: "≤ 2 per 100 agents",
        values: [large.requests],
      },
    ];
    return { figures };
  },
};

/** Bare requests and calls take turns, so that both meet the same weather. */
async function measureList({ scale, keep, release }: Bench, agents: number, latencyMs: number) {
  const simulator = keep(await startSimulator({ release, agents, latencyMs }));
  const { client, stop } = keep(await connectOverStdio(simulator));
  const raw = createRawCoder(simulator);
  const list = () => callTool(client, "list_agents", { page_size: 50 });
  const paths = await requestsOf(simulator, (proxied) => callTool(proxied, "list_agents", { page_size: 50 }));
  await timedTimes(0, warmUps, list);
  const bodies = await raw.replay(paths);

  const [calls, bare, parsing]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < scale.runs; run += 1) {
    bare.push(await timed(() => raw.replay(paths)));
    calls.push(await timed(list));
    parsing.push(await timed(async () => bodies.forEach((body) => JSON.parse(body))));
  }
  await stop();
  await raw.stop();
  await simulator.stop();
  return { calls, bare, parsing, requests: paths.length };
}
