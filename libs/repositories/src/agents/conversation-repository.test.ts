import { taskHistory } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeRecord } from "../../test/make-record.ts";
import { makeRepositories } from "../../test/make-repositories.ts";

const cassettes = useCassettes();
const messages = "/@riley/ant.main/apps/ai/messages";
const parameters = "/api/v2/workspacebuilds/build-1/parameters";

const said = (role: string, second: number, content: string) => ({
  id: second,
  role,
  content,
  time: `2026-01-01T00:00:${second}Z`,
});
const answer = (path: string, json: unknown, status = 200) => cassettes.answer("GET", path, { status, json });

describe("ConversationRepository: a task of the Tasks API", () => {
  it.each(["backends/send-on-tasks-before-2-32", "backends/send-on-tasks"])(
    "gives an idle agent a task and is refused while it works: %s",
    async (name) => {
      cassettes.play(name);
      const { agents, conversations } = makeRepositories();
      const otter = await agents.findByName("otter", anyCall());

      const activity = await conversations.activity(otter, anyCall());
      const sent = await conversations.send(otter, "Write the changelog work=5", anyCall());
      const second = conversations.send(otter, "Bump the version", anyCall());

      await expect(second).rejects.toMatchObject({ code: "busy", message: expect.stringContaining('agent "otter"') });
      expect(activity).toMatchObject({ evidence: "asked", isOffline: false, takesKeys: true });
      expect(sent).toBe("yes");
    },
  );

  it("interrupts by a key, and reads back what was said and asked", async () => {
    cassettes.play("backends/interrupt-on-tasks");
    const { agents, conversations } = makeRepositories();
    const otter = await agents.findByName("otter", anyCall());

    await conversations.interrupt(otter, anyCall());
    await conversations.activity(otter, anyCall());
    const rested = await agents.refresh(otter, anyCall());
    const read = await conversations.read(rested ?? otter, anyCall());
    const prompts = await conversations.prompts(rested ?? otter, anyCall());

    expect(read.map(({ from }) => from)).toEqual(["agent", "user", "agent", "user", "agent"]);
    expect(read[1]?.text.trim()).toBe("Write the changelog work=5");
    expect(taskHistory(rested?.reports ?? [], prompts)).toMatchObject([
      { task: "Refactor the cart work=60", state: "ended", outcome: "Interrupted: Refactor the cart" },
      { task: "Write the changelog work=5", state: "completed", outcome: "Done: Write the changelog" },
      { task: expect.stringContaining("Add a health endpoint work=4"), state: "completed" },
    ]);
  });
});

describe("ConversationRepository: an agent behind AgentAPI", () => {
  it("gives an idle agent a task and is refused while it works", async () => {
    cassettes.play("backends/send-on-agentapi");
    const { agents, conversations } = makeRepositories();
    const finch = await agents.findByName("finch", anyCall());

    await conversations.activity(finch, anyCall());
    await expect(conversations.send(finch, "Add a tutorial work=8", anyCall())).resolves.toBe("yes");
    await expect(conversations.send(finch, "And a glossary", anyCall())).rejects.toMatchObject({ code: "busy" });
  });

  it("interrupts by a key, and reads back what was said and asked", async () => {
    cassettes.play("backends/interrupt-on-agentapi");
    const { agents, conversations } = makeRepositories();
    const finch = await agents.findByName("finch", anyCall());

    await conversations.interrupt(finch, anyCall());
    await conversations.activity(finch, anyCall());
    const rested = await agents.refresh(finch, anyCall());
    const read = await conversations.read(rested ?? finch, anyCall());
    const prompts = await conversations.prompts(rested ?? finch, anyCall());

    expect(read.map(({ from }) => from)).toEqual(["agent", "user", "agent"]);
    expect(prompts.map(({ text }) => text)).toEqual(["Write the quick start work=3", "Add a tutorial work=8"]);
    expect(taskHistory(rested?.reports ?? [], prompts)).toMatchObject([
      { task: "Add a tutorial work=8", state: "ended" },
      { task: "Write the quick start work=3", state: "completed" },
    ]);
  });
});

describe("ConversationRepository.prompts", () => {
  it("counts a first task once that is also the first message", async () => {
    answer(parameters, [{ name: "AI Prompt", value: "Fix the login bug" }]);
    answer(messages, { messages: [said("user", 12, "Fix the login bug\n"), said("user", 30, "Fix the login bug")] });

    await expect(makeRepositories().conversations.prompts(makeRecord(), anyCall())).resolves.toEqual([
      { text: "Fix the login bug", at: "2026-01-01T00:00:00Z" },
      { text: "Fix the login bug", at: "2026-01-01T00:00:30Z" },
    ]);
  });

  it("knows only the conversation where there was no first task", async () => {
    answer(parameters, []);
    answer(messages, { messages: [said("agent", 10, "Hello"), said("user", 12, "Write tests")] });

    await expect(makeRepositories().conversations.prompts(makeRecord(), anyCall())).resolves.toEqual([
      { text: "Write tests", at: "2026-01-01T00:00:12Z" },
    ]);
  });

  it("makes do with the first task when no app can be reached", async () => {
    answer(parameters, [{ name: "ai_prompt", value: "Fix the login bug" }]);

    await expect(
      makeRepositories().conversations.prompts({ ...makeRecord(), app: undefined }, anyCall()),
    ).resolves.toEqual([{ text: "Fix the login bug", at: "2026-01-01T00:00:00Z" }]);
  });

  it("makes do with the first task where path apps are switched off", async () => {
    answer(parameters, [{ name: "ai_prompt", value: "Fix the login bug" }]);
    cassettes.answer("GET", messages, {
      status: 403,
      text: "<html><h1>403 - Forbidden</h1></html>",
      headers: { "content-type": "text/html", "x-coder-build-version": "v2.31.9" },
    });

    await expect(makeRepositories().conversations.prompts(makeRecord(), anyCall())).resolves.toHaveLength(1);
  });

  it("makes do with the first task when Coder itself cannot reach the machine", async () => {
    const task = { id: "task-1", name: "ant", owner_id: "user-1", owner_name: "riley", status: "active" };
    answer("/api/v2/tasks/me/task-1", { ...task, initial_prompt: "Fix it", created_at: "2026-01-01T00:00:00Z" });
    const unreachable = { status: 500, json: { message: "Failed to dial." } };
    cassettes.answer("GET", "/api/v2/tasks/me/task-1/logs", unreachable);
    const agent = { ...makeRecord(), backend: "tasks" as const, taskId: "task-1" };

    await expect(makeRepositories().conversations.prompts(agent, anyCall())).resolves.toEqual([
      { text: "Fix it", at: "2026-01-01T00:00:00Z" },
    ]);
  });

  it("fails when the token is refused", async () => {
    answer(parameters, []);
    cassettes.answer("GET", messages, { status: 401, json: { message: "no" } });

    await expect(makeRepositories().conversations.prompts(makeRecord(), anyCall())).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("does without the conversation of a machine that hangs for 4 s", async () => {
    answer(parameters, [{ name: "ai_prompt", value: "Fix the login bug" }]);
    cassettes.answer("GET", messages, "hang");

    await expect(makeRepositories().conversations.prompts(makeRecord(), anyCall())).resolves.toEqual([
      { text: "Fix the login bug", at: "2026-01-01T00:00:00Z" },
    ]);
  }, 10_000);
});

describe("ConversationRepository.screen", () => {
  it("is what the agent said last, whatever was said to it since", async () => {
    answer(messages, { messages: [said("agent", 1, "Hello"), said("agent", 2, "Shall I?"), said("user", 3, "Yes")] });

    await expect(makeRepositories().conversations.screen(makeRecord(), anyCall())).resolves.toBe("Shall I?");
  });

  it("is empty where it cannot be read", async () => {
    answer(messages, { message: "no" }, 403);

    await expect(makeRepositories().conversations.screen(makeRecord(), anyCall())).resolves.toBe("");
  });
});
