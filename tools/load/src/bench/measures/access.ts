import { randomBytes } from "node:crypto";
import { startHttpServer } from "../../processes/start-http-server.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { createRawCaller } from "../instruments/raw-caller.ts";
import type { RawCaller } from "../instruments/raw-caller.ts";
import { timed } from "../instruments/timed.ts";
import type { Measure } from "../measure.ts";
import { percentile } from "../statistics.ts";

const inFlight = 8;

export const access: Measure = {
  name: "access",
  about: "a token refused and one accepted over HTTP, with 1,000 connections open",
  async measure({ scale, keep, release }) {
    const simulator = keep(await startSimulator({ release, agents: 10 }));
    const token = randomBytes(32).toString("base64url");
    const server = keep(
      await startHttpServer(simulator, {
        env: { FLEET_MCP_AUTH_TOKEN: token },
        flags: ["--requests-per-minute", "1000000", "--concurrent-calls", String(scale.connections)],
      }),
    );
    const callers = Array.from({ length: scale.connections }, () => createRawCaller(server.ready));

    const atOnce = await Promise.all(callers.map((caller) => caller.listTools(token)));
    const refusals = atOnce.filter((status) => status !== 200).length;
    const refused = await p99s(scale.runs, callers, (caller) => expectStatus(401, caller.knock(`${token}x`)));
    const checked = await p99s(scale.runs, callers, (caller) => expectStatus(405, caller.knock(token)));
    for (const caller of callers) caller.stop();
    await server.stop();
    await simulator.stop();

    const connections = scale.connections.toLocaleString("en-US");
    return {
      figures: [
        { what: `valid requests refused, ${connections} at once`, unit: "requests", limit: 0, values: [refusals] },
        { what: `token refused, ${connections} connections open, p99`, unit: "ms", limit: 100, values: refused },
        { what: "token accepted, p99", unit: "ms", limit: 50, values: checked },
      ],
    };
  },
};

/** Every connection is used once a run, a few at a time: what is timed is an answer, not the queue before it. */
async function p99s(runs: number, callers: readonly RawCaller[], act: (caller: RawCaller) => Promise<void>) {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const times: number[] = [];
    const waiting = callers.values();
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (const caller of waiting) times.push(await timed(() => act(caller)));
      }),
    );
    values.push(percentile(times, 0.99));
  }
  return values;
}

async function expectStatus(expected: number, answer: Promise<number>): Promise<void> {
  const status = await answer;
  if (status !== expected) throw new Error(`The server answered ${status} where ${expected} was expected.`);
}
