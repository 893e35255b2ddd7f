import type { Client } from "@modelcontextprotocol/client";
import { startSimulator } from "../../processes/start-simulator.ts";
import type { Figure } from "../figure.ts";
import { callTool } from "../instruments/call-tool.ts";
import { connectWithLog } from "../instruments/connect-with-log.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { timedTimes } from "../instruments/timed.ts";
import { addHistory } from "../log/add-history.ts";
import { findLogFile } from "../log/find-log-file.ts";
import { makeFolder } from "../log/make-folder.ts";
import type { Bench, Measure } from "../measure.ts";

/** Given to as many, so that the digest has something to tell. */
const busy = 20;
const warmUps = 1;
/** Entries of the history that is read; what is written for them takes no time. */
const entries = 1_000;

export const fleet: Measure = {
  name: "fleet",
  about: "get_fleet_status and get_fleet_digest of 100 and 1,000 agents, and a history of 1,000 tasks in the event log",
  async measure(bench) {
    const found: Awaited<ReturnType<typeof measureFleet>>[] = [];
    for (const agents of bench.scale.known) found.push(await measureFleet(bench, agents));
    const { status = [], history = [] } = found.at(-1) ?? {};
    return { figures: [...status, ...found.flatMap(({ digest }) => digest), ...history] };
  },
};

async function measureFleet({ scale, keep }: Bench, agents: number) {
  const simulator = keep(await startSimulator({ agents }));
  const folder = keep(await makeFolder());
  const { client, stop } = keep(await connectWithLog(simulator, folder.path));
  const idle = await listedAgents(client, "idle");
  const [first] = idle;
  if (first === undefined) throw new Error("The simulated fleet has no idle agent.");
  await Promise.all(idle.slice(1, busy + 1).map((agent_name) => giveTask(client, agent_name)));
  await addHistory(await findLogFile(folder.path), first, entries);

  const time = (tool: string, input = {}) => timedTimes(scale.runs, warmUps, () => callTool(client, tool, input));
  const lists = { what: "list_agents", values: await time("list_agents", { page_size: 100 }) };
  const status = { values: await time("get_fleet_status"), baseline: lists };
  const digest = { values: await time("get_fleet_digest"), baseline: lists };
  const { text, structured } = await callTool(client, "get_fleet_digest");
  const history = await time("show_agent_task_history", { agent_name: first, page_size: 100 });
  const log = await time("query_events", { agent_name: first, page_size: 100 });
  await stop();
  await folder.stop();
  await simulator.stop();

  const of = `${agents.toLocaleString("en-US")} agents`;
  const tokens = (characters: string) => ({ unit: "tokens", values: [characters.length / 4] }) as const;
  return {
    status: [{ what: `get_fleet_status, ${of}`, unit: "ms", limit: 2_000, target: "< 2 s", ...status }],
    digest: [
      { what: `get_fleet_digest, ${of}`, unit: "ms", limit: 2_000, target: "< 2 s", ...digest },
      { what: "… text", limit: 2_000, ...tokens(text) },
      { what: "… structured", limit: 2_000, ...tokens(JSON.stringify(structured)) },
    ],
    history: [
      { what: "show_agent_task_history, 1,000 in the log", unit: "ms", limit: 1_000, values: history, target: "< 1 s" },
      { what: "query_events of the same agent", unit: "ms", limit: 1_000, values: log, target: "< 1 s" },
    ],
  } satisfies Record<string, Figure[]>;
}

const giveTask = (client: Client, agent_name: string) =>
  callTool(client, "start_agent_task", {
    agent_name,
    task: "Mend the gate of the orchard and prove with a test that it closes behind those who leave it open work=600",
  });
