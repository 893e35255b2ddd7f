import { useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { connectTools } from "../test/connect-tools.ts";

const cassettes = useCassettes();

/** One server for the whole life: what it has learnt of Coder at the first call holds for the others. */
async function withTools(story: (call: (name: string, input?: object) => Promise<unknown>) => Promise<void>) {
  const { client, close } = await connectTools();
  try {
    await story(async (name, input = {}) => {
      const { structuredContent, content } = await client.callTool({ name, arguments: { ...input } });
      return structuredContent ?? content;
    });
  } finally {
    await close();
  }
}

describe("an agent on the chats backend", () => {
  it("is created, listed, worked with, refused, cancelled, looked back at and deleted", async () => {
    cassettes.play("fleet/live-chats");
    const plover = { agent_name: "plover" };

    await withTools(async (call) => {
      await expect(
        call("create_agent", {
          name: "plover",
          project: "chat-box",
          role: "coder",
          task: "Add a health endpoint work=3",
          wait_seconds: 60,
        }),
      ).resolves.toMatchObject({
        agent: { name: "plover", project: "chat-box", role: "coder", status: "idle" },
        backend: "chats",
        first_task: "given",
        next: "It has its task; show_agent says how far it is.",
      });
      await expect(call("list_agents", { page_size: 20 })).resolves.toMatchObject({
        agents: [{ name: "plover", status: "idle", last_task: "completed: Add a health endpoint work=3" }],
        total: 1,
      });
      const start = (task: string) => call("start_agent_task", { ...plover, task });
      const receipt = { agent_name: "plover", delivered: "yes", backend: "chats" };
      await expect(start('Run the tests tool=execute{"command":"echo tests passed"}')).resolves.toMatchObject({
        receipt,
      });
      await expect(start("Refactor the cart work=60")).resolves.toMatchObject({ receipt });
      await expect(start("And bump the version")).resolves.toMatchObject([
        { text: expect.stringMatching(/^busy: Agent "plover" is working on another task\./) },
      ]);
      await expect(call("cancel_agent_task", plover)).resolves.toEqual({
        agent: { name: "plover", status: "idle", since: expect.any(String) },
      });
      await expect(call("show_agent_task_history", plover)).resolves.toMatchObject({
        tasks: [
          { task: "Refactor the cart work=60", state: "ended" },
          {
            task: 'Run the tests tool=execute{"command":"echo tests passed"}',
            state: "completed",
            outcome: expect.stringContaining("You said: Run the tests"),
          },
          {
            task: "Add a health endpoint work=3",
            state: "completed",
            outcome: expect.stringContaining("You said: Add a health endpoint"),
          },
        ],
        total: 3,
      });
      await expect(call("show_agent_log", { ...plover, page_size: 20 })).resolves.toMatchObject({
        entries: [
          { from: "user", text: "Refactor the cart work=60" },
          { from: "agent", text: expect.stringMatching(/^You said/) },
          { from: "agent", text: expect.stringMatching(/^execute gave .*tests passed/) },
          { from: "agent", text: 'calls execute {"command":"echo tests passed"}' },
          { from: "user" },
          { from: "agent" },
          { from: "user", text: "Add a health endpoint work=3" },
        ],
        total: 7,
      });
      await expect(call("delete_agent", { ...plover, wait_seconds: 60 })).resolves.toMatchObject({
        agent: { name: "plover", status: "deleted" },
      });
    });
  });
});
