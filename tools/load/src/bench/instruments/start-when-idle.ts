import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@modelcontextprotocol/client";

const patienceMs = 15_000;
const pauseMs = 5;

/** Gives a task as soon as the agent is done with the one before. */
export async function startWhenIdle(client: Client, agent_name: string, task: string): Promise<void> {
  const start = performance.now();
  for (;;) {
    const answer = await client.callTool({ name: "start_agent_task", arguments: { agent_name, task } });
    if (!answer.isError) return;
    const isBusy = answer._meta?.["fleet-mcp/error-code"] === "busy";
    if (!isBusy || performance.now() - start > patienceMs)
      throw new Error(`start_agent_task was refused: ${JSON.stringify(answer.content)}`);
    await sleep(pauseMs);
  }
}
