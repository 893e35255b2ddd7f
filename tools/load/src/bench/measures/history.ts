import { connectOverStdio } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { timedTimes } from "../instruments/timed.ts";
import type { Measure } from "../measure.ts";

/** Time flies in this simulator, so that the history is made in seconds. */
const timeScale = 2_000;
const warmUps = 2;

export const history: Measure = {
  name: "history",
  about: "show_agent_task_history of an agent that was given many tasks",
  async measure({ scale, keep }) {
    const simulator = keep(await startSimulator({ agents: 20, timeScale }));
    const { client, stop } = keep(await connectOverStdio(simulator));
    const [agent_name] = await listedAgents(client, "idle");
    if (agent_name === undefined) throw new Error("The simulated fleet has no idle agent.");
    for (let task = 1; task <= scale.history; task += 1) {
      await callTool(client, "start_agent_task", { agent_name, task: `work=1 task ${task}` });
    }
    const values = await timedTimes(scale.runs, warmUps, () =>
      callTool(client, "show_agent_task_history", { agent_name, page_size: 100 }),
    );
    await stop();
    await simulator.stop();
    const what = `a page of ${scale.history.toLocaleString("en-US")} tasks of history`;
    return { figures: [{ what, unit: "ms", limit: 1_000, values }] };
  },
};
