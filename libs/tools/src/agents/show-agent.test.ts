import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";
import { antAdopted, antIsStuck } from "../../test/make-history.ts";
import { unquoted } from "../../test/unquoted.ts";

const cassettes = useCassettes();
const chatMachine = "00000000-0000-4000-8000-000000000011";

describe("show_agent", () => {
  it("shows everything about an agent on the tasks backend, with what its workspace publishes", async () => {
    cassettes.play("agents-shown/show-idle");

    const { structured } = await callTool("show_agent", { agent_name: "ant" });

    expect(structured).toEqual({
      agent: {
        name: "ant",
        status: "idle",
        project: "shop-backend",
        role: "coder",
        last_task: { task: "Fix the login bug", state: "completed" },
        since: "2026-01-01T00:00:02Z",
        pull_request: "https://git.example.com/acme/shop/pull/42",
        pull_request_status: "open",
        pull_request_check_status: "passing",
        backend: "tasks",
        owner: "riley",
        organization: "coder",
        workspace_id: "00000000-0000-4000-8000-000000000001",
        task_id: "00000000-0000-4000-8000-000000000018",
        build_number: 1,
        healthy: true,
        created_at: "2026-01-01T00:00:00Z",
        last_used_at: "2026-01-01T00:00:00Z",
        outdated: true,
        metadata: {
          pull_request_check_status: "passing",
          pull_request_status: "open",
          pull_request_url: "https://git.example.com/acme/shop/pull/42",
          role: "coder",
        },
        url: "https://coder.example.com/@riley/ant",
      },
    });
  });

  it("says the same in plain words", async () => {
    cassettes.play("agents-shown/show-idle");

    const { text } = await callTool("show_agent", { agent_name: "ant" });

    expect(unquoted(text)).toBe(
      [
        "ant: idle since 2026-01-01T00:00:02Z · shop-backend/coder · completed: Fix the login bug · https://git.example.com/acme/shop/pull/42 (open, passing)",
        "backend tasks, build 1, healthy",
        "pull_request_check_status: passing",
        "pull_request_status: open",
        "pull_request_url: https://git.example.com/acme/shop/pull/42",
        "role: coder",
        "https://coder.example.com/@riley/ant",
      ].join("\n"),
    );
  });

  it("says how many of its alerts are open", async () => {
    cassettes.play("agents-shown/show-idle");

    const { structured, text } = await callTool(
      "show_agent",
      { agent_name: "ant" },
      { history: [antAdopted, antIsStuck] },
    );

    expect(structured).toMatchObject({ agent: { pending_alerts: 1 } });
    expect(text).toMatch(/^ant: idle .* · open alerts: 1\n/);
  });

  it("believes an agent on the agentapi backend that says it works, and notes what could not be read", async () => {
    cassettes.play("tools/show-agentapi");
    cassettes.answer("GET", `/api/v2/workspaceagents/${machine}/watch-metadata`, {
      status: 403,
      json: { message: "no" },
    });

    const { structured, text } = await callTool("show_agent", { agent_name: "eel" });

    expect(structured).toMatchObject({
      agent: {
        status: "busy",
        last_task: { task: "Write docs", state: "completed" },
        backend: "agentapi",
        metadata: {},
        notes: ["Its metadata could not be read (forbidden)."],
      },
    });
    expect(structured).not.toHaveProperty("agent.task_id");
    expect(text).toMatch(
      /^eel: busy [^]*\nbackend agentapi, build 1, healthy\nIts metadata could not be read \(forbidden\)\.\n/,
    );
  });

  it("shows a stopped agent without asking its machine", async () => {
    cassettes.play("agents-shown/show-stopped");

    const { text } = await callTool("show_agent", { agent_name: "cod" });

    expect(text).toBe(
      [
        "cod: stopped since 2026-01-01T00:00:03Z · shop-backend/reviewer · ended: Done: Review PR 17",
        "backend tasks, build 2, healthy",
        "https://coder.example.com/@riley/cod",
      ].join("\n"),
    );
  });

  it("points to list_agents when there is no such agent", async () => {
    cassettes.play("agents-shown/show-missing");

    const { isError, text } = await callTool("show_agent", { agent_name: "no-such-agent" });

    expect(isError).toBe(true);
    expect(text).toBe(
      'not_found: Coder has no agent "no-such-agent", or it is not yours to see.\nNext: Call list_agents to see the names.',
    );
  });
});

const machine = "00000000-0000-4000-8000-000000000012";

describe("show_agent of an agent on the chats backend", () => {
  const shown = async () => {
    cassettes.play("tools/show-chats");
    cassettes.answer("GET", `/api/v2/workspaceagents/${chatMachine}/watch-metadata`, {
      status: 200,
      text: "event: data\ndata: []\n\n",
      headers: { "content-type": "text/event-stream" },
    });
    return callTool("show_agent", { agent_name: "plover" });
  };

  it("tells of its conversation", async () => {
    const { structured } = await shown();

    expect(structured).toMatchObject({
      agent: {
        name: "plover",
        status: "idle",
        last_task: { task: "Finished the work", state: "completed" },
        backend: "chats",
        conversation: {
          title: "Lab: Add a health endpoint",
          summary: "Finished the work",
          model: "Lab model",
          queued: "0",
          context: "113 of 100000 tokens",
        },
      },
    });
  });

  it("says the same in plain words", async () => {
    const { text } = await shown();

    expect(unquoted(text)).toMatch(
      /\nbackend chats, build 1, healthy\ntitle: Lab: Add a health endpoint\nsummary: Finished the work\nmodel: Lab model\nqueued: 0\ncontext: 113 of 100000 tokens\n/,
    );
  });
});
