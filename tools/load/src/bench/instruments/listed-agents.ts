import type { Client } from "@modelcontextprotocol/client";
import { callTool } from "./call-tool.ts";

/** Names of at most 100 agents with this status, and of this project when one is named, by name. */
export async function listedAgents(client: Client, status: string, project?: string): Promise<string[]> {
  const filter = { status_filter: status, ...(project === undefined ? {} : { project_filter: project }) };
  const { structured } = await callTool(client, "list_agents", { ...filter, page_size: 100 });
  return namesIn(structured);
}

function namesIn(answer: unknown): string[] {
  const agents = field(answer, "agents");
  if (!Array.isArray(agents)) throw new TypeError("list_agents answered without agents");
  return agents.map((agent) => String(field(agent, "name")));
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
