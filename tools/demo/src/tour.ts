import type { Release } from "@fleet-mcp/coder-sim";

/** One call of a tool, as the client sends it. */
export interface ToolCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, string | number>>;
}

/** Calls that are made side by side. */
export interface Step {
  readonly title: string;
  readonly calls: readonly ToolCall[];
  /** The table of the fleet is drawn while the calls run, or also after the calls. */
  readonly watches?: "meanwhile" | "until nobody is busy";
  /** The answers have to be refusals. */
  readonly isRefused?: boolean;
}

const call = (tool: string, input: ToolCall["input"] = {}): ToolCall => ({ tool, input });
const pullRequest = "https://git.example.com/acme/shop/pull/42";

/** What a visitor is shown. Where Coder's tasks have ended, with 2.37, all agents work in chats: their project offers nothing else. */
export const tourOf = (release: Release): readonly Step[] =>
  stepsWith("shop-backend", release === "2.37" ? "shop-backend" : "docs-site");

/** The simulated agents work as many seconds on a task as its `work=` says. */
const stepsWith = (project: string, other: string): readonly Step[] => [
  { title: "What can agents be created from?", calls: [call("list_agent_projects")] },
  { title: "Which roles does a project offer?", calls: [call("list_agent_roles", { project })] },
  {
    title: "Three agents, side by side, each in a machine of its own; Ada with a task.",
    calls: [
      call("create_agent", {
        name: "ada",
        project,
        role: "coder",
        task: `Add a health check work=14 pr=${pullRequest}`,
        wait_seconds: 45,
      }),
      call("create_agent", { name: "ben", project: other, role: "reviewer", wait_seconds: 45 }),
      call("create_agent", { name: "cleo", project: other, wait_seconds: 45 }),
    ],
    watches: "meanwhile",
  },
  {
    title: "Tasks for the other two.",
    calls: [
      call("start_agent_task", { agent_name: "ben", task: "Review the guide work=12" }),
      call("start_agent_task", { agent_name: "cleo", task: "Rewrite every page work=900" }),
    ],
    watches: "meanwhile",
  },
  {
    title: "Cleo is busy, so a second task is refused. Nothing is queued.",
    calls: [call("start_agent_task", { agent_name: "cleo", task: "Write a glossary" })],
    watches: "meanwhile",
    isRefused: true,
  },
  {
    title: "Cleo would take 15 minutes: cancel that, and watch until nobody is busy.",
    calls: [call("cancel_agent_task", { agent_name: "cleo" })],
    watches: "until nobody is busy",
  },
  { title: "What has Ada done?", calls: [call("show_agent_task_history", { agent_name: "ada" })] },
  { title: "And what did Cleo say?", calls: [call("show_agent_log", { agent_name: "cleo", page_size: 2 })] },
  {
    title: "All three are deleted, with their machines.",
    calls: ["ada", "ben", "cleo"].map((name) => call("delete_agent", { agent_name: name, wait_seconds: 45 })),
    watches: "meanwhile",
  },
  { title: "Is anything left?", calls: [call("list_agents")] },
];
