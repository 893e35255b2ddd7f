import { describe, expect, it } from "@jest/globals";
import { createChatStage } from "../../test/chat-stage.ts";

describe("a chat", () => {
  it("works on its first message, gets a title, rests with a summary, and shows its pull request", async () => {
    const { create, show, said, call, clock } = await createChatStage();
    const pull = "https://git.example.com/acme/shop/pull/7";
    const id = await create(`Write one two three four five six work=4 pr=${pull}`);
    expect(await show(id)).toMatchObject({ status: "running", title: "Write one two three four five…" });

    await clock.advance(100);
    expect(await show(id)).toMatchObject({ status: "running", title: "Write one two three four five six" });
    await clock.advance(10_000);

    expect(await show(id)).toMatchObject({
      status: "waiting",
      last_turn_summary: "Done: Write one two three four five six",
    });
    expect(await said(id)).toEqual([
      `user: Write one two three four five six work=4 pr=${pull}`,
      "assistant: Looking at it: Write one two three four five six. | tool-call",
      "tool: tool-result",
      `assistant: Done: Write one two three four five six. Opened ${pull}`,
    ]);
    expect((await call("GET", "")).body[0].has_unread).toBe(true);
  });

  it("says the one word that it is asked for, at once", async () => {
    const { create, said, status, clock } = await createChatStage();
    const id = await create("There is no task yet. Answer with the one word ready, and wait.");

    await clock.advance(1_500);

    expect(await status(id)).toBe("waiting");
    expect((await said(id)).at(-1)).toBe("assistant: ready");
  });

  it("queues what comes while it works, and takes it up in order", async () => {
    const { create, send, said, status, clock, sim } = await createChatStage();
    const id = await create("First work=4");

    const second = await send(id, "Second work=1");
    await send(id, "Third work=1");
    expect(second).toMatchObject({ status: 200, body: { queued: true, queued_message: { id: 1 } } });
    expect(sim.truth().chats[0]).toMatchObject({ queued: ["Second work=1", "Third work=1"] });
    await clock.advance(30_000);

    expect(await status(id)).toBe("waiting");
    expect((await said(id)).filter((line) => line.startsWith("user"))).toEqual([
      "user: First work=4",
      "user: Second work=1",
      "user: Third work=1",
    ]);
    expect(sim.truth().chats[0]?.prompts.map(({ text }) => text)).toEqual([
      "First work=4",
      "Second work=1",
      "Third work=1",
    ]);
  });

  it("has room for twenty messages", async () => {
    const { create, send } = await createChatStage();
    const id = await create("First work=60");
    for (let count = 0; count < 20; count += 1) await send(id, `More ${count}`);

    expect(await send(id, "One too many")).toEqual({
      status: 429,
      body: { message: "Message queue is full.", detail: "Maximum 20 messages can be queued." },
    });
  });

  it("lets a message interrupt, after what was queued before", async () => {
    const { create, send, said, clock } = await createChatStage();
    const id = await create("First work=60");
    await clock.advance(100);
    await send(id, "Second work=1");

    await send(id, "Now this work=1", "interrupt");
    await clock.advance(10_000);

    expect((await said(id)).filter((line) => line.startsWith("user"))).toEqual([
      "user: First work=60",
      "user: Second work=1",
      "user: Now this work=1",
    ]);
    expect((await said(id))[1]).toBe("assistant: Looking at it: First.");
  });

  it("is interrupted once: then it rests without a summary, and refuses a second time", async () => {
    const { create, call, show, clock, sim } = await createChatStage();
    const id = await create("First work=60");
    await clock.advance(1_000);

    const answer = await call("POST", `/${id}/interrupt`);
    const again = await call("POST", `/${id}/interrupt`);
    await clock.advance(1_000);

    expect(answer).toMatchObject({ status: 200, body: { status: "interrupting" } });
    expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining("from state I0") } });
    expect(await show(id)).toMatchObject({ status: "waiting", last_turn_summary: null });
    expect(await call("POST", `/${id}/interrupt`)).toMatchObject({ status: 409 });
    expect(sim.truth().chats[0]?.interrupts).toHaveLength(1);
  });

  it("leaves no tool call without a result when it is interrupted in the middle of one", async () => {
    const { create, call, said, clock } = await createChatStage();
    const id = await create("First work=4");
    await clock.advance(2_050);

    await call("POST", `/${id}/interrupt`);
    await clock.advance(1_000);

    expect((await said(id)).slice(1)).toEqual(["assistant: Looking at it: First. | tool-call", "tool: tool-result"]);
    const [{ content }] = (await call("GET", `/${id}/messages?limit=1`)).body.messages;
    expect(content[0].result).toEqual({ error: "Tool execution interrupted by user" });
  });

  it("asks: what is sent waits, until an interrupt takes the question back and the model answers once more", async () => {
    const { create, send, call, status, said, clock } = await createChatStage();
    const id = await create("Choose work=1 ask");
    await clock.advance(5_000);
    expect(await status(id)).toBe("requires_action");
    await send(id, "The left one work=1");
    await clock.advance(5_000);
    expect(await status(id)).toBe("requires_action");

    const answer = await call("POST", `/${id}/interrupt`);
    await clock.advance(5_000);

    expect(answer.body.status).toBe("running");
    expect((await said(id)).slice(4)).toEqual([
      "tool: tool-result",
      "assistant: Then I leave it at that.",
      "user: The left one work=1",
      "assistant: Looking at it: The left one. | tool-call",
      "tool: tool-result",
      "assistant: Done: The left one.",
    ]);
    expect(await status(id)).toBe("waiting");
  });

  it("stops with the model's error, keeps its queue, and recovers with the next message", async () => {
    const { create, send, show, status, said, call, clock } = await createChatStage();
    const id = await create("First work=2 fail");
    await send(id, "Second work=1");
    await clock.advance(5_000);
    expect(await show(id)).toMatchObject({
      status: "error",
      last_error: { kind: "generic", status_code: 400, retryable: false, provider: "openai-compat" },
      last_turn_summary: null,
    });
    expect((await call("GET", `/${id}/messages`)).body.queued_messages).toHaveLength(1);

    const sent = await send(id, "Third work=1");
    expect(sent.body.queued).toBe(true);
    await clock.advance(10_000);

    expect(await status(id)).toBe("waiting");
    expect((await show(id)).last_error).toBeUndefined();
    expect((await said(id)).filter((line) => line.startsWith("user"))).toHaveLength(3);
  });

  it("never ends what is stuck, but can be interrupted", async () => {
    const { create, call, status, clock } = await createChatStage();
    const id = await create("Loop work=1 stuck");
    await clock.advance(3_600_000);
    expect(await status(id)).toBe("running");

    await call("POST", `/${id}/interrupt`);
    await clock.advance(100);

    expect(await status(id)).toBe("waiting");
  });
});

describe("a chat in a workspace", () => {
  it("names the machine that it works in, and the next one after a restart", async () => {
    const stage = await createChatStage();
    const machine = await makeMachine(stage);
    const id = await stage.create("First work=1", { workspace_id: machine });
    await stage.clock.advance(5_000);
    const before = await stage.show(id);

    await stage.build(machine, { transition: "stop" });
    await stage.clock.advance(5_000);
    await stage.build(machine, { transition: "start" });
    await stage.clock.advance(20_000);
    await stage.send(id, "Second work=1");
    await stage.clock.advance(5_000);

    expect(before).toMatchObject({ workspace_id: machine, context: { dirty: false } });
    expect((await stage.show(id)).agent_id).not.toBe(before.agent_id);
    expect((await stage.show(id)).build_id).not.toBe(before.build_id);
    expect(stage.sim.truth().agents[0]).toMatchObject({
      backend: "chats",
      prompts: [{ text: "First work=1", way: "chat" }, { text: "Second work=1" }],
    });
  });

  it("outlives the workspace, whose tools then fail", async () => {
    const stage = await createChatStage();
    const machine = await makeMachine(stage);
    const id = await stage.create("First work=1", { workspace_id: machine });
    await stage.clock.advance(5_000);
    await stage.build(machine, { transition: "delete" });
    await stage.clock.advance(10_000);

    await stage.send(id, "Second work=1");
    await stage.clock.advance(29_000);
    expect(await stage.status(id)).toBe("running");
    await stage.clock.advance(60_000);

    expect(await stage.status(id)).toBe("waiting");
    const { messages } = (await stage.call("GET", `/${id}/messages?limit=2`)).body;
    expect(messages[1].content[0].result).toEqual({ error: "The workspace agent is not connected." });
  });
});

describe("the model", () => {
  it("fails, is slow or does not answer at all when a fault says so", async () => {
    const { create, status, show, clock, sim } = await createChatStage({
      faults: { "model-error": { next: 1, text: "overloaded" } },
    });
    const failing = await create("First work=1");
    await clock.advance(1_000);
    sim.faults.set({ "model-slow": { next: 1, ms: 60_000 } });
    const slow = await create("Second work=1");
    sim.faults.set({ "model-dead": { next: 4 } });
    const dead = await create("Third work=1");
    await clock.advance(10_000);

    expect(await show(failing)).toMatchObject({ status: "error", last_error: { detail: "overloaded" } });
    expect([await status(slow), await status(dead)]).toEqual(["running", "running"]);
    await clock.advance(10_000);
    expect([await status(slow), await status(dead)]).toEqual(["running", "waiting"]);
    await clock.advance(60_000);
    expect(await status(slow)).toBe("waiting");
    expect(sim.truth().faults).toMatchObject({ "model-error": 1, "model-slow": 1, "model-dead": 4 });
  });
});

async function makeMachine(stage: Awaited<ReturnType<typeof createChatStage>>): Promise<string> {
  const { active_version_id: version } = await stage.template("chat-box");
  const body = JSON.stringify({ name: "otter", template_version_id: version });
  const made = await stage.ask({ method: "POST", url: "/api/v2/users/me/workspaces", body });
  await stage.clock.advance(10_000);
  return JSON.parse(made.body).id;
}
