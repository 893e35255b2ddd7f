import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@modelcontextprotocol/client";
import { z } from "zod";
import type { CoderAddress } from "../../processes/coder-address.ts";
import { connectOverStdio } from "../../processes/connect.ts";
import type { StdioConnection } from "../../processes/connect.ts";
import { callTool } from "./call-tool.ts";

/** A server that keeps its event log in a folder and observes the fleet, once every agent is known to the log. */
export async function connectWithLog(coder: CoderAddress, folder: string): Promise<StdioConnection> {
  const connection = await connectOverStdio(coder, { env: { FLEET_MCP_DATA_DIR: folder, FLEET_MCP_OBSERVE: "30" } });
  const { client } = connection;
  // Our client prepares its checks of results when it first sees the tools.
  await client.listTools();
  await untilKnown(client).catch(async (error: unknown) => {
    await connection.stop();
    throw error;
  });
  return connection;
}

const patienceMs = 30_000;
const Page = z.object({ total: z.number() });

async function untilKnown(client: Client): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  const agents = await totalOf(client, "list_agents", {});
  while ((await totalOf(client, "query_events", { types: ["agent_adopted"] })) < agents) {
    if (performance.now() > giveUpAt) throw new Error(`The log does not know all ${agents} agents.`);
    await sleep(100);
  }
}

const totalOf = async (client: Client, tool: string, input: Readonly<Record<string, unknown>>): Promise<number> =>
  Page.parse((await callTool(client, tool, { ...input, page_size: 1 })).structured).total;
