import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@modelcontextprotocol/client";
import { connectOverStdio } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { timed } from "../instruments/timed.ts";
import type { Measure } from "../measure.ts";

const patienceMs = 15_000;

export const tasks: Measure = {
  name: "tasks",
  about: "how soon a given task shows in list_agents, and how soon a cancelled agent is idle; in real time",
  async measure({ scale, keep }) {
    const simulator = keep(await startSimulator({ agents: 60 }));
    const { client, stop } = keep(await connectOverStdio(simulator));
    const visible: number[] = [];
    const names = (await listedAgents(client, "idle")).slice(0, scale.runs);
    for (const agent_name of names) {
      await callTool(client, "start_agent_task", { agent_name, task: "work=600 measure the time" });
      visible.push(await timed(() => untilListed(client, agent_name, "busy")));
    }
    // Side by side: each lasts seconds, and hardly any of them is work.
    const idle = await Promise.all(
      names.map((agent_name) => timed(() => callTool(client, "cancel_agent_task", { agent_name }))),
    );
    await stop();
    await simulator.stop();
    return {
      figures: [
        { what: "a given task visible in list_agents", unit: "ms", limit: 5_000, values: visible },
        { what: "cancel to idle", unit: "ms", limit: 5_000, values: idle },
      ],
    };
  },
};

async function untilListed(client: Client, name: string, status: string): Promise<void> {
  const start = performance.now();
  while (!(await listedAgents(client, status)).includes(name)) {
    if (performance.now() - start > patienceMs) throw new Error(`${name} was not listed as ${status}.`);
    await sleep(20);
  }
}
