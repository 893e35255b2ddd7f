import type { ToolCaller } from "./call-tool.ts";
import { callTool } from "./call-tool.ts";

const otter = { agent_name: "otter" };

/** Leads an agent through its life with every tool that is about agents. Throws when one of them is refused. */
export async function useElevenTools(client: ToolCaller): Promise<void> {
  await callTool(client, "list_agent_projects");
  await callTool(client, "list_agent_roles", { project: "docs-site" });
  const creation = { name: "otter", project: "docs-site", task: "Write docs work=1", wait_seconds: 30 };
  await callTool(client, "create_agent", creation);
  await callTool(client, "list_agents");
  await callTool(client, "show_agent", otter);
  await callTool(client, "start_agent_task", { ...otter, task: "Rewrite every page work=900" });
  await callTool(client, "cancel_agent_task", otter);
  await callTool(client, "show_agent_task_history", otter);
  await callTool(client, "show_agent_log", otter);
  await callTool(client, "restart_agent", { ...otter, wait_seconds: 30 });
  await callTool(client, "delete_agent", { ...otter, wait_seconds: 30 });
}
