import type { Client } from "@modelcontextprotocol/client";
import { callTool } from "./call-tool.ts";

/** Names of at most 100 agents with this status, by name. */
export async function listedAgents(client: Client, status: string): Promise<string[]> {
  const { structured } = await callTool(client, "list_agents", { status_filter: status, page_size: 100 });
  return namesIn(structured);
}

function namesIn(answer: unknown): string[] {
  const agents = field(answer, "agents");
  if (!Array.isArray(agents)) throw new TypeError("list_agents answered without agents");
  return agents.map((agent) => String(field(agent, "name")));
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
