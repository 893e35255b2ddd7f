import { connectOverStdio } from "../../processes/connect.ts";
import { residentBytes } from "../../processes/resident-bytes.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import type { GrowthPoint } from "../growth.ts";
import { callTool } from "../instruments/call-tool.ts";
import { startCountingProxy } from "../instruments/counting-proxy.ts";
import { measuredProject } from "../instruments/measured-project.ts";
import { timedTimes } from "../instruments/timed.ts";
import type { Bench, Measure } from "../measure.ts";
import { median } from "../statistics.ts";

export const growth: Measure = {
  name: "growth",
  about: "list_agents over fleets of growing size: time, requests, bytes, memory",
  async measure(bench) {
    const points: GrowthPoint[] = [];
    for (const agents of bench.scale.fleets) points.push(await measureFleet(bench, agents));
    return { growth: points };
  },
};

async function measureFleet({ scale, keep, release }: Bench, agents: number): Promise<GrowthPoint> {
  const simulator = keep(await startSimulator({ release, agents }));
  const proxy = keep(await startCountingProxy(simulator));
  const counted = keep(await connectOverStdio(proxy));
  await callTool(counted.client, "list_agents", { page_size: 100 });
  const requests = proxy.requests();
  await counted.stop();
  await proxy.stop();

  const { client, pid, stop } = keep(await connectOverStdio(simulator));
  const times = await timedTimes(Math.max(scale.runs, 5), 5, () => callTool(client, "list_agents", { page_size: 100 }));
  const memoryBytes = (await residentBytes(pid)) ?? Number.NaN;
  await stop();
  await simulator.stop();
  return {
    agents,
    ms: median(times),
    requests: requests.length,
    // Chats come as a list of their own.
    ...(measuredProject(release) === undefined ? {} : { lists: 2 }),
    bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
    memoryBytes,
  };
}
