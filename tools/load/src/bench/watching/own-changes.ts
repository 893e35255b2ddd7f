import { setTimeout as sleep } from "node:timers/promises";
import type { RunningCoderSim } from "@fleet-mcp/coder-sim";
import type { Client } from "@modelcontextprotocol/client";
import { z } from "zod";
import { callTool } from "../instruments/call-tool.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { until } from "../instruments/until.ts";
import { openEventLog } from "../log/open-event-log.ts";

export interface Scene {
  readonly coder: Pick<RunningCoderSim, "sim">;
  /** Of the server that is asked. */
  readonly watcher: Client;
  readonly logFile: string;
  /** Gives orders through a server that shares no log. */
  readonly stranger: Client;
}

const looksApartMs = 5_000;
const Page = z.object({ total: z.number() });

/**
 * Agents finish tasks side by side, at different moments between two looks at the fleet; every other one fails. Milliseconds since
 * it was so in the simulated Coder.
 */
export async function ownChanges(scene: Scene, names: readonly string[]) {
  const changes = await Promise.all(
    names.map((name, index) => ownChange(scene, name, index % 2 === 1, (index * looksApartMs) / names.length)),
  );
  const recorded = await recordedEnds(scene.logFile);
  return {
    listed: changes.map(({ listedMs, endedMs }) => listedMs - endedMs),
    woken: changes.map(({ wokenMs, endedMs }) => wokenMs - endedMs),
    logged: changes.map(({ workspaceId, endedMs }) => (recorded.get(workspaceId) ?? Number.NaN) - endedMs),
    alerted: changes.flatMap(({ alertedMs, endedMs }) => (alertedMs === undefined ? [] : [alertedMs - endedMs])),
  };
}

async function ownChange({ coder, watcher, stranger }: Scene, agent_name: string, fails: boolean, delayMs: number) {
  await sleep(delayMs);
  const alerts = { agent_name, types: ["alert_raised"], page_size: 1 };
  const alerted = async () => Page.parse((await callTool(watcher, "query_events", alerts)).structured).total;
  const alertedBefore = await alerted();
  const woken = callTool(watcher, "wait_for_agents", { agent_names: [agent_name], until: "finished" });
  const wokenMs = woken.then(() => Date.now());
  await callTool(stranger, "start_agent_task", { agent_name, task: `Mend it work=2${fails ? " fail" : ""}` });
  const listed = async () => (await listedAgents(watcher, "idle")).includes(agent_name);
  const listedMs = await until(`${agent_name} is idle`, 50, listed);
  const { workspaceId, endedMs } = endOf(coder, agent_name);
  const isAlerted = async () => (await alerted()) > alertedBefore;
  const alertedMs = fails ? await until(`an alert says that ${agent_name} failed`, 100, isAlerted) : undefined;
  return { workspaceId, endedMs, listedMs, alertedMs, wokenMs: await wokenMs };
}

/** When the agent said that it was done, for the first time after it last said that it worked. */
function endOf({ sim }: Scene["coder"], agentName: string) {
  const agent = sim.truth().agents.find(({ name }) => name === agentName);
  const statuses = agent?.statuses ?? [];
  const began = statuses.findLastIndex(({ state }) => state === "working");
  const end = statuses[began + 1];
  if (!agent || !end) throw new Error(`${agentName} did not end its task.`);
  return { workspaceId: agent.workspaceId, endedMs: end.atMs };
}

/** When the end of each agent's last task was written to the log. */
async function recordedEnds(logFile: string): Promise<ReadonlyMap<string, number>> {
  const log = openEventLog(logFile);
  const ends = await log.read({ types: ["task_succeeded", "task_failed"], limit: 10_000 });
  await log.close();
  return new Map(
    ends.flatMap(({ subject, recordedAt }) =>
      subject === "fleet" ? [] : [[subject.workspaceId, Date.parse(recordedAt)]],
    ),
  );
}
