import type { CallOptions, Redact } from "@fleet-mcp/models";
import type { ToolDefinition } from "../define-tool.ts";
import { runTool } from "../run-tool.ts";
import { alertsUri } from "./alerts-uri.ts";

/** One thing to be read by its URI, or one of many when the URI holds `{name}`; nothing here belongs to MCP. */
export interface ResourceDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly uri: string;
  readonly mimeType: "application/json" | "text/plain";
  /** Its content, as bounded as the answer of a tool. Throws what the tool throws. */
  read(name: string, options: CallOptions): Promise<string>;
}

/** What can be read with these tools, in the order in which clients list it: a resource is as present as the tool that answers for it. */
export function createResources(tools: readonly ToolDefinition[], redact?: Redact): readonly ResourceDefinition[] {
  const run = (tool: ToolDefinition, input: unknown, options: CallOptions) => runTool(tool, input, options, redact);
  const readJson = async (...call: Parameters<typeof run>) => JSON.stringify((await run(...call)).structured);
  return [
    ...made(tools, "list_agents", (tool) => ({
      name: "agents",
      title: "Agents",
      description: "The fleet, up to 100 agents by name.",
      uri: "fleet://agents",
      mimeType: "application/json",
      read: (_name, options) => readJson(tool, { page_size: 100 }, options),
    })),
    ...made(tools, "show_agent", (tool) => ({
      name: "agent",
      title: "Agent",
      description: "Everything about one agent.",
      uri: "fleet://agents/{name}",
      mimeType: "application/json",
      read: (name, options) => readJson(tool, { agent_name: name }, options),
    })),
    ...made(tools, "show_agent_log", (tool) => ({
      name: "agent-log",
      title: "Agent log",
      description: "The end of one agent's conversation; show_agent_log reads on.",
      uri: "fleet://agents/{name}/log",
      mimeType: "text/plain",
      async read(name, options) {
        const { text } = await run(tool, { agent_name: name, page_size: logEntries }, options);
        return `${text}\nshow_agent_log reads older entries by page, searches with contains, and shows what the build printed.`;
      },
    })),
    ...made(tools, "list_agent_projects", (tool) => ({
      name: "projects",
      title: "Projects",
      description: "What agents can be created from, and what cannot be used and why.",
      uri: "fleet://projects",
      mimeType: "application/json",
      read: (_name, options) => readJson(tool, {}, options),
    })),
    ...made(tools, "list_alerts", (tool) => ({
      name: "alerts",
      title: "Alerts",
      description: "What needs somebody now, up to 100 open alerts; subscribers are told when they change.",
      uri: alertsUri,
      mimeType: "application/json",
      read: (_name, options) => readJson(tool, { page_size: 100 }, options),
    })),
  ];
}

const logEntries = 5;

function made(
  tools: readonly ToolDefinition[],
  name: string,
  make: (tool: ToolDefinition) => ResourceDefinition,
): readonly ResourceDefinition[] {
  return tools.filter((tool) => tool.name === name).map(make);
}
