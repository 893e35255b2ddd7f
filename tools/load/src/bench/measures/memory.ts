import { connectOverStdio } from "../../processes/connect.ts";
import { residentBytes } from "../../processes/resident-bytes.ts";
import { startProcess } from "../../processes/started-process.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import type { Measure } from "../measure.ts";

export const memory: Measure = {
  name: "memory",
  about: "memory of the server over stdio after 1,000 agents were listed ten times",
  async measure({ scale, keep, release }) {
    const simulator = keep(await startSimulator({ release, agents: 1_000 }));
    const values: number[] = [];
    for (let run = 0; run < scale.runs; run += 1) {
      const { client, pid, stop } = keep(await connectOverStdio(simulator));
      for (let list = 0; list < 10; list += 1) await callTool(client, "list_agents", { page_size: 100 });
      values.push(await megabytes(pid));
      await stop();
    }
    await simulator.stop();
    const args = ["-e", "console.log('up'); setInterval(() => {}, 1000)"];
    const bare = keep(await startProcess({ title: "Node", args, env: {}, ready: (line) => line }));
    const baseline = { what: "bare Node", values: [await megabytes(bare.pid)] };
    await bare.stop();
    return {
      figures: [{ what: "memory, 1,000 agents listed ten times", unit: "MB", limit: 150, values, baseline }],
    };
  },
};

async function megabytes(pid: number): Promise<number> {
  const bytes = await residentBytes(pid);
  if (bytes === undefined) throw new Error("The memory of a process can be read on Linux only.");
  return bytes / 1e6;
}
