import type { Release } from "@fleet-mcp/coder-sim";
import { connectOverStdio } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import { startCountingProxy } from "../instruments/counting-proxy.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { measuredProject } from "../instruments/measured-project.ts";
import { timed } from "../instruments/timed.ts";
import type { Measure } from "../measure.ts";

/** Chats that are asked for by label are those of one agent. */
const isListing = (path: string) => /^\/api\/v2\/(workspaces|tasks|chats)([?](?!label=)|$)/.test(path);
/** What only the agent's machine can answer: its apps, and the stream of its metadata. */
const isOfMachine = (path: string) => path.includes("/apps/") || path.includes("/watch-metadata");

export const show: Measure = {
  name: "show",
  about: "requests of show_agent; lists and show_agent while every machine hangs",
  async measure({ scale, keep, release }) {
    const simulator = keep(await startSimulator({ release, agents: 100 }));
    const proxy = keep(await startCountingProxy(simulator));
    const { client, stop } = keep(await connectOverStdio(proxy));
    const list = () => callTool(client, "list_agents", { page_size: 100 });
    const names = (await listedAgents(client, "idle", measuredProject(release))).slice(0, scale.runs);
    if (names.length === 0) throw new Error("The simulated fleet has no idle agent.");

    const asked: number[] = [];
    let listings = 0;
    for (const agent_name of names) {
      proxy.reset();
      await callTool(client, "show_agent", { agent_name });
      asked.push(proxy.requests().length);
      listings += proxy.requests().filter(({ path }) => isListing(path)).length;
    }
    const healthy = await times(scale.runs, list);

    proxy.reset();
    proxy.hang(isOfMachine);
    const hanging = await times(scale.runs, list);
    const toMachines = proxy.requests().filter(({ path }) => isOfMachine(path)).length;
    const waited: number[] = [];
    for (const agent_name of names.slice(0, Math.ceil(scale.runs / 3))) {
      const { ms, text } = await timedText(() => callTool(client, "show_agent", { agent_name }));
      if (!/did not (answer|arrive) within/.test(text))
        throw new Error(`Nothing is said of a machine that hangs: ${text}`);
      waited.push(ms);
    }
    await stop();
    await proxy.stop();
    await simulator.stop();

    return {
      figures: [
        { what: "show_agent: requests", unit: "requests", ...mostRequests(release), values: asked },
        { what: "… of them for the whole list", unit: "requests", limit: 0, values: [listings] },
        {
          what: "list_agents, every machine hangs: asked of machines",
          unit: "requests",
          limit: 0,
          values: [toMachines],
        },
        {
          what: "… time",
          unit: "ms",
          limit: 2 * Math.max(...healthy),
          target: "as when none hangs",
          values: hanging,
          baseline: { what: "none hangs", values: healthy },
        },
        { what: "show_agent of a hanging machine", unit: "ms", limit: 5_000, values: waited },
      ],
    };
  },
};

/** A chat is looked up and read beside its workspace. */
const mostRequests = (release: Release) =>
  measuredProject(release) === undefined ? { limit: 3 } : { limit: 4, target: "≤ 3, and 1 of the chat" };

async function times(count: number, act: () => Promise<unknown>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < count; run += 1) values.push(await timed(act));
  return values;
}

async function timedText(act: () => Promise<{ readonly text: string }>) {
  const start = performance.now();
  const { text } = await act();
  return { ms: performance.now() - start, text };
}
