import { connectOverStdio } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { measuredProject } from "../instruments/measured-project.ts";
import { requestsOf } from "../instruments/requests-of.ts";
import { timedTimes } from "../instruments/timed.ts";
import type { Measure } from "../measure.ts";
import { median, percentile } from "../statistics.ts";
import { createRawCoder } from "../instruments/raw-coder.ts";

const warmUps = 50;

export const call: Measure = {
  name: "call",
  about: "the server's own time per call over stdio: show_agent of a stopped agent, beside its bare request to Coder",
  async measure({ scale, keep, release }) {
    const simulator = keep(await startSimulator({ release, agents: 50 }));
    const { client, stop } = keep(await connectOverStdio(simulator));
    const raw = keep(createRawCoder(simulator));
    const [name] = await listedAgents(client, "stopped", measuredProject(release));
    if (name === undefined) throw new Error("The simulated fleet has no stopped agent.");
    const show = () => callTool(client, "show_agent", { agent_name: name });
    const paths = await requestsOf(simulator, (proxied) => callTool(proxied, "show_agent", { agent_name: name }));

    const [calls, bare]: [number[][], number[][]] = [[], []];
    for (let run = 0; run < scale.runs; run += 1) {
      bare.push(await timedTimes(scale.calls, warmUps, () => raw.replay(paths)));
      calls.push(await timedTimes(scale.calls, warmUps, show));
    }
    await stop();
    await simulator.stop();

    const halves = bare.map(median);
    const baseline = { what: "bare HTTP", values: halves };
    const own = (share: number) => calls.map((times, run) => percentile(times, share) - (halves[run] ?? 0));
    return {
      figures: [
        { what: "own time per call, p50", unit: "ms", limit: 1, target: "< 1 ms", values: own(0.5), baseline },
        { what: "own time per call, p99", unit: "ms", limit: 10, target: "< 10 ms", values: own(0.99), baseline },
      ],
    };
  },
};
