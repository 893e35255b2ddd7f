import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";

const cassettes = useCassettes();

describe("start_agent_task", () => {
  it("gives a task on the tasks backend and returns its receipt", async () => {
    cassettes.play("tasks-given/start-tasks");

    const { structured, text } = await callTool("start_agent_task", {
      agent_name: "otter",
      task: "Write the changelog work=5",
    });

    expect(structured).toEqual({
      receipt: { agent_name: "otter", delivered: "yes", sent_at: "2026-01-01T00:00:00.000Z", backend: "tasks" },
    });
    expect(text).toBe("otter has its task (2026-01-01T00:00:00.000Z, tasks).");
  });

  it("gives a task on the agentapi backend, as soon as the agent comes to rest", async () => {
    cassettes.play("tasks-given/start-agentapi");

    const { structured } = await callTool("start_agent_task", { agent_name: "finch", task: "Add a tutorial work=8" });

    expect(structured).toEqual({
      receipt: { agent_name: "finch", delivered: "yes", sent_at: "2026-01-01T00:00:03.000Z", backend: "agentapi" },
    });
  });

  it("warns of sending again when the answer was lost", async () => {
    cassettes.play("tools/ask-idle");
    cassettes.answer("POST", `/api/v2/tasks/me/${task}/send`, "network-error");

    const { structured, text } = await callTool("start_agent_task", { agent_name: "ant", task: "Write the changelog" });

    expect(structured).toMatchObject({ receipt: { agent_name: "ant", delivered: "unknown" } });
    expect(text).toBe(
      "The task was sent to ant, but the answer was lost: look at show_agent_log before sending it again.",
    );
  });

  it.each(["tasks-given/start-busy-tasks", "tasks-given/start-busy-tasks-before-2-32"])(
    "refuses a busy agent on the tasks backend (%s)",
    async (cassette) => {
      cassettes.play(cassette);

      const answer = await callTool("start_agent_task", { agent_name: "otter", task: "Bump the version" });

      expect(answer).toEqual(refusedAsBusy("otter"));
    },
  );

  it.each(["tasks-given/start-busy-agentapi", "tasks-given/start-busy-agentapi-before-2-32"])(
    "refuses a busy agent on the agentapi backend (%s)",
    async (cassette) => {
      cassettes.play(cassette);

      const answer = await callTool("start_agent_task", { agent_name: "finch", task: "And a glossary" });

      expect(answer).toEqual(refusedAsBusy("finch"));
    },
  );

  it("names the status of an agent that is not online, and how to bring it back", async () => {
    cassettes.play("tasks-given/start-stopped");

    const { isError, text } = await callTool("start_agent_task", { agent_name: "cod", task: "Review PR 18" });

    expect(isError).toBe(true);
    expect(text).toBe(
      'offline: Agent "cod" is stopped, not online.\n' +
        "Next: Call restart_agent to bring it back, or delete_agent if it is not wanted any more.",
    );
  });

  it("gives nothing to an agent that lacks what is required, and names those that have it", async () => {
    cassettes.play("tasks-given/start-stopped");
    cassettes.answer("GET", "/api/v2/workspaces?limit=100&offset=0&q=owner:me", {
      status: 200,
      json: { workspaces: [], count: 0 },
    });

    const { text } = await callTool("start_agent_task", { agent_name: "cod", task: "Paint it", requires: "painter" });

    expect(text).toMatch(
      /^unsupported: Agent "cod" has no role, specification or project that says "painter"\.\nNext: /,
    );
  });

  it("says how a task was given that is too long to be typed", async () => {
    cassettes.play("tools/ask-idle");
    cassettes.answer("POST", "/@riley/ant.main/apps/ai/upload", {
      status: 200,
      json: { ok: true, filePath: "/tmp/t" },
    });
    cassettes.answer("POST", `/api/v2/tasks/me/${task}/send`, { status: 204 });

    const { structured, text } = await callTool("start_agent_task", { agent_name: "ant", task: "x".repeat(16_001) });

    expect(structured).toMatchObject({ receipt: { delivered: "yes", warning: expect.any(String) } });
    expect(text).toMatch(/^ant has its task \(\S+, tasks\)\.\n.*file/);
  });

  it("says the limit to a task that is too long, before anything is sent", async () => {
    const { text } = await callTool("start_agent_task", { agent_name: "ant", task: "x".repeat(64_001) });

    expect(text).toMatch(/^invalid_input: The task has 64001 characters; at most 64000 are accepted\.\nNext: /);
  });
});

const task = "00000000-0000-4000-8000-000000000018";

const refusedAsBusy = (name: string) => ({
  isError: true,
  text: `busy: Agent "${name}" is working on another task.\nNext: Call wait_for_agents (until idle), or cancel_agent_task first.`,
  structured: undefined,
});
