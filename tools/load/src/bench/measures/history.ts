import { connectOverStdio } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { measuredProject } from "../instruments/measured-project.ts";
import { createRawCoder } from "../instruments/raw-coder.ts";
import { requestsOf } from "../instruments/requests-of.ts";
import { startWhenIdle } from "../instruments/start-when-idle.ts";
import { timedTimes } from "../instruments/timed.ts";
import type { Measure } from "../measure.ts";

/** A task of a second and the two seconds that a CLI needs to settle are over before the next one is given. */
const timeScale = 1_000;

export const history: Measure = {
  name: "history",
  about: "a page of the history, and of the conversation, of an agent that was given 1,000 tasks",
  async measure({ scale, keep, release }) {
    const simulator = keep(await startSimulator({ release, agents: 20, timeScale }));
    const { client, stop } = keep(await connectOverStdio(simulator));
    const [agent_name] = await listedAgents(client, "idle", measuredProject(release));
    if (agent_name === undefined) throw new Error("The simulated fleet has no idle agent.");
    for (let task = 1; task <= scale.tasks; task += 1) {
      await startWhenIdle(client, agent_name, `Write page ${task} work=1`);
    }

    const input = { agent_name, page_size: 100 };
    const raw = createRawCoder(simulator);
    const paths = await requestsOf(simulator, (proxied) => callTool(proxied, "show_agent_task_history", input));
    const bare = await timedTimes(scale.runs, 2, () => raw.replay(paths));
    const pages = await timedTimes(scale.runs, 2, () => callTool(client, "show_agent_task_history", input));
    const logs = await timedTimes(scale.runs, 2, () => callTool(client, "show_agent_log", input));
    await raw.stop();
    await stop();
    await simulator.stop();

    const baseline = { what: "bare requests", values: bare };
    const tasks = scale.tasks.toLocaleString("en-US");
    return {
      figures: [
        { what: `show_agent_task_history, ${tasks} tasks`, unit: "ms", limit: 1_000, values: pages, baseline },
        { what: "show_agent_log of the same agent", unit: "ms", limit: 1_000, values: logs, baseline },
      ],
    };
  },
};
