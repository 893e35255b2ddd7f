import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";
import { unquoted } from "../../test/unquoted.ts";

const cassettes = useCassettes();

describe("show_agent_task_history", () => {
  it("shows the first 20 tasks of an agent on the tasks backend, newest first", async () => {
    cassettes.play("tasks-given/history-tasks");

    const { structured } = await callTool("show_agent_task_history", { agent_name: "otter" });

    expect(structured).toEqual({
      tasks: [
        {
          task: "Refactor the cart work=60",
          state: "ended",
          outcome: "Interrupted: Refactor the cart",
          started_at: "2026-01-01T00:00:16.696Z",
          ended_at: "2026-01-01T00:00:17.834Z",
        },
        {
          task: "Write the changelog work=5",
          state: "completed",
          outcome: "Done: Write the changelog",
          started_at: "2026-01-01T00:00:07.520Z",
          ended_at: "2026-01-01T00:00:13.607Z",
        },
        {
          task: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42",
          state: "completed",
          outcome: "Done: Add a health endpoint",
          started_at: "2026-01-01T00:00:00Z",
          ended_at: "2026-01-01T00:00:04.417Z",
          pull_request: "https://git.example.com/acme/shop/pull/42",
        },
      ],
      total: 3,
      page: 1,
      page_size: 20,
      has_next: false,
      has_previous: false,
    });
  });

  it("says the same in one line for each task, and which page is next", async () => {
    cassettes.play("tasks-given/history-tasks");

    const { text } = await callTool("show_agent_task_history", { agent_name: "otter", page_size: 1, page: 2 });

    expect(unquoted(text)).toBe(
      "2026-01-01T00:00:07.520Z completed: Write the changelog work=5 · Done: Write the changelog\n" +
        "1 of 3 tasks, page 2. Next: page 3, page_size 1.",
    );
  });

  it("shows the tasks of an agent on the agentapi backend", async () => {
    cassettes.play("tools/history-agentapi");

    const { text } = await callTool("show_agent_task_history", { agent_name: "finch" });

    expect(unquoted(text)).toBe(
      [
        "2026-01-01T00:00:06.646Z ended: Add a tutorial work=8 · Interrupted: Add a tutorial",
        "2026-01-01T00:00:00Z completed: Write the quick start work=3 · Done: Write the quick start",
        "2 of 2 tasks, page 1.",
      ].join("\n"),
    );
  });

  it("shows nothing past the end, with the true total", async () => {
    cassettes.play("tasks-given/history-tasks");

    const { structured, text } = await callTool("show_agent_task_history", { agent_name: "otter", page: 9 });

    expect(structured).toEqual({ tasks: [], total: 3, page: 9, page_size: 20, has_next: false, has_previous: true });
    expect(unquoted(text)).toBe("0 of 3 tasks, page 9.");
  });

  it("points to list_agents when there is no such agent", async () => {
    cassettes.play("agents-shown/show-missing");

    const { isError, text } = await callTool("show_agent_task_history", { agent_name: "no-such-agent" });

    expect(isError).toBe(true);
    expect(unquoted(text)).toMatch(/^not_found: .*"no-such-agent".*\nNext: Call list_agents to see the names\.$/);
  });
});
