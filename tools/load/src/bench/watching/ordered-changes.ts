import type { Client } from "@modelcontextprotocol/client";
import { z } from "zod";
import { callTool } from "../instruments/call-tool.ts";

/** What is given and cancelled through one server wakes those who wait at another, or at the same: milliseconds after it was logged. */
export async function orderedChanges(watcher: Client, manager: Client, names: readonly string[]) {
  const [given, cancelled]: [number[], number[]] = [[], []];
  for (const agent_name of names) {
    const start = { agent_name, task: "Mend it work=60" };
    given.push(await wakeAfter(watcher, "any_change", start, () => callTool(manager, "start_agent_task", start)));
    const cancel = { agent_name };
    cancelled.push(await wakeAfter(watcher, "finished", cancel, () => callTool(manager, "cancel_agent_task", cancel)));
  }
  return { given, cancelled };
}

const Digest = z.object({ cursor: z.number() });
const Woken = z.object({ happened: z.array(z.object({ at: z.string() })).min(1) });

async function wakeAfter(
  watcher: Client,
  until: string,
  { agent_name }: { readonly agent_name: string },
  order: () => Promise<unknown>,
): Promise<number> {
  const { cursor } = Digest.parse((await callTool(watcher, "get_fleet_digest", { max_tokens: 200 })).structured);
  const input = { agent_names: [agent_name], until, cursor };
  const woken = callTool(watcher, "wait_for_agents", input).then(({ structured }) => {
    const times = Woken.parse(structured).happened.map(({ at }) => Date.parse(at));
    return Date.now() - Math.max(...times);
  });
  await order();
  return woken;
}
