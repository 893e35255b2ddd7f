import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { makeRecorded } from "../../test/make-recorded.ts";
import { makeServices } from "../../test/make-services.ts";
import { makeChat, makeMachineRow, scriptChats } from "../../test/script-chats.ts";
import { ok, refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const chats = scriptChats(cassettes);
const queued = ok({ queued: true, queued_message: { id: 7, created_at: "", content: [] } });
const messages = "/api/v2/chats/chat-1/messages";

const found = (chat = makeChat()) => {
  coder.foundByName(makeMachineRow());
  chats.found(chat);
};

beforeEach(() => chats.offered());

describe("TaskService.start on the chats backend", () => {
  const start = (clock = createFakeClock()) => makeServices({ clock }).tasks.start("otter", "Sing", anyCall());

  it("gives the task to a chat that rests", async () => {
    found();
    chats.seen(makeChat());
    chats.sent();

    await expect(start()).resolves.toMatchObject({ agent_name: "otter", delivered: "yes", backend: "chats" });
  });

  it("takes the task back when the chat was quicker, and refuses when it stays busy", async () => {
    found();
    chats.seen(makeChat());
    chats.sent(queued);
    chats.takenBack(7);
    for (let look = 1; look <= 10; look++) chats.seen(makeChat({ status: "running" }));

    await expect(start()).rejects.toMatchObject({
      code: "busy",
      message: 'Agent "otter" is working on another task.',
    });
    expect(writesOf(cassettes).at(-1)).toBe(`DELETE /api/v2/chats/chat-1/queue/7`);
  });

  it("says that the task is queued when it could not be taken back", async () => {
    found();
    chats.seen(makeChat());
    chats.sent(queued);
    chats.takenBack(7, refusal(500, "no"));
    // The last of eight, numbered from 0.
    chats.queue(..."abcdefgh");

    await expect(start()).resolves.toMatchObject({ delivered: "queued" });
  });

  it("takes an agent whose last turn failed for one at rest", async () => {
    found(makeChat({ status: "error" }));
    chats.seen(makeChat({ status: "error" }));
    chats.sent();

    await expect(start()).resolves.toMatchObject({ delivered: "yes" });
  });
});

describe("TaskService.start for an agent whose conversation has not begun", () => {
  const recorded = () => {
    const made = makeRecorded();
    made.repositories.agents.expectChat({ workspaceId: "workspace-1" });
    return made;
  };
  const awaiting = () => recorded().services;

  it("begins it with this task", async () => {
    coder.foundByName(makeMachineRow());
    chats.found();
    coder.seen(makeMachineRow(), makeMachineRow());
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }));

    await expect(awaiting().tasks.start("otter", "Sing", anyCall())).resolves.toMatchObject({
      delivered: "yes",
      backend: "chats",
    });
    expect(writesOf(cassettes)).toEqual([expect.stringMatching(/^POST \/api\/v2\/chats .*"text":"Sing"/)]);
  });

  it("writes down what became of it, though nobody knows how the agent was created", async () => {
    coder.foundByName(makeMachineRow());
    chats.found();
    coder.seen(makeMachineRow(), makeMachineRow());
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }));
    const { services, told } = recorded();

    await services.tasks.start("otter", "Sing", anyCall());

    await expect(told()).resolves.toEqual(["started ordered: Sing", "task sending", "task delivered"]);
  });

  it("gives one of two that come at the same time, and refuses the other", async () => {
    coder.foundByName(makeMachineRow());
    coder.foundByName(makeMachineRow());
    chats.found();
    chats.found();
    coder.seen(makeMachineRow(), makeMachineRow());
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }));
    const { services } = recorded();

    const given = await Promise.allSettled([
      services.tasks.start("otter", "Sing", anyCall()),
      services.tasks.start("otter", "Dance", anyCall()),
    ]);

    expect(given).toMatchObject([
      { status: "fulfilled", value: { delivered: "yes" } },
      { status: "rejected", reason: { code: "busy" } },
    ]);
    expect(writesOf(cassettes)).toEqual([expect.stringContaining('"text":"Sing"')]);
  });

  it("keeps it for an agent whose machine goes down meanwhile", async () => {
    coder.foundByName(makeMachineRow());
    chats.found();
    coder.seen(makeMachineRow({ status: "stopped" }));
    chats.found();

    await expect(awaiting().tasks.start("otter", "Sing", anyCall())).rejects.toMatchObject({
      code: "offline",
      hint: "The task is kept and given when the machine is up again: call restart_agent.",
    });
  });

  it("is refused when the agent is deleted meanwhile", async () => {
    coder.foundByName(makeMachineRow());
    chats.found();
    coder.gone();

    await expect(awaiting().tasks.start("otter", "Sing", anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted meanwhile.',
    });
  });

  it("is busy while another first task is on its way", async () => {
    coder.foundByName(makeMachineRow());
    chats.found();
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", "hang");
    const services = awaiting();
    const caller = new AbortController();
    const other = { summary: { name: "otter" }, workspaceId: "workspace-1", ownerId: "user-1" };
    const giving = services.firstTasks.giveFirstTask(other, { task: "Dance" }, { signal: caller.signal });

    await expect(services.tasks.start("otter", "Sing", anyCall())).rejects.toMatchObject({ code: "busy" });
    const isAsked = () => cassettes.requests.some(({ url }) => url.endsWith("/workspaces/workspace-1"));
    while (!isAsked()) await new Promise((resolve) => setTimeout(resolve, 5));
    caller.abort(new Error("enough"));
    await expect(giving).rejects.toThrow("enough");
  });

  it("is refused while the machine is not up", async () => {
    coder.foundByName(makeMachineRow({ machine: "connecting" }));
    chats.found();

    await expect(awaiting().tasks.start("otter", "Sing", anyCall())).rejects.toMatchObject({ code: "offline" });
  });
});

describe("TaskService.cancel on the chats backend", () => {
  const cancel = () => makeServices().tasks.cancel("otter", anyCall());

  it("takes back what is queued before it interrupts", async () => {
    found(makeChat({ status: "running" }));
    chats.seen(makeChat({ status: "running" }));
    chats.queue("Dance");
    chats.takenBack(0);
    chats.interrupted();
    chats.seen(makeChat({ status: "interrupting" }), makeChat(), makeChat());
    coder.seen(makeMachineRow());

    await expect(cancel()).resolves.toMatchObject({ agent: { status: "idle" }, dropped: ["Dance"] });
    expect(writesOf(cassettes)).toEqual(["DELETE /api/v2/chats/chat-1/queue/0", "POST /api/v2/chats/chat-1/interrupt"]);
  });

  it("ends a question that waits for its answer, also when the model says a last word", async () => {
    const asking = makeChat({ status: "requires_action" });
    found(asking);
    chats.seen(asking);
    chats.queue();
    chats.interrupted();
    chats.seen(makeChat({ status: "running" }), makeChat(), makeChat());
    coder.seen(makeMachineRow());

    await expect(cancel()).resolves.toMatchObject({ agent: { status: "idle" }, dropped: [] });
  });

  it("refuses where there is nothing to cancel", async () => {
    found();
    chats.seen(makeChat());

    await expect(cancel()).rejects.toMatchObject({ code: "not_busy" });
    expect(writesOf(cassettes)).toEqual([]);
  });
});

describe("TaskService.history on the chats backend", () => {
  it("is made of what was said", async () => {
    found(makeChat({ summary: "Sang" }));
    const said = (id: number, role: string, text: string) => ({
      id,
      role,
      created_at: `2026-01-01T00:00:0${id}Z`,
      content: [{ type: "text", text }],
      ...(role === "assistant" ? { usage: { total_tokens: 1 } } : {}),
    });
    cassettes.answer(
      "GET",
      `${messages}?limit=50`,
      ok({ messages: [said(2, "assistant", "La la"), said(1, "user", "Sing")] }),
    );

    const { tasks } = makeServices();

    await expect(tasks.history("otter", { page: 1, page_size: 20 }, anyCall())).resolves.toMatchObject({
      tasks: [
        {
          task: "Sing",
          state: "completed",
          outcome: "La la",
          started_at: "2026-01-01T00:00:01Z",
          ended_at: "2026-01-01T00:00:02Z",
        },
      ],
      total: 1,
    });
  });
});

describe("LifecycleService.restart on the chats backend", () => {
  it("restarts the machine, and the conversation goes on", async () => {
    found();
    const stopped = makeMachineRow({ status: "stopped", build: 2 });
    const started = makeMachineRow({ build: 3 });
    coder.build();
    coder.seen(stopped);
    chats.seen(makeChat());
    coder.build();
    coder.seen(started);
    chats.seen(makeChat());

    await expect(makeServices().lifecycle.restart("otter", 60, anyCall())).resolves.toMatchObject({
      agent: { status: "idle" },
      next: "Its machine is up again, and its conversation goes on: give it work with start_agent_task once it is idle.",
    });
    expect(writesOf(cassettes)).toEqual([
      'POST /api/v2/workspaces/workspace-1/builds {"transition":"stop"}',
      'POST /api/v2/workspaces/workspace-1/builds {"transition":"start"}',
    ]);
  });
});
