import { describe, expect, it } from "@jest/globals";
import { createChatStage } from "../../test/chat-stage.ts";

type ChatStage = Awaited<ReturnType<typeof createChatStage>>;

async function open(stage: ChatStage, path: string, token = stage.sim.token) {
  const headers = { "coder-session-token": token, upgrade: "websocket" };
  const answer = await stage.sim.handle({ method: "GET", url: `/api/v2/chats${path}`, headers, body: "" });
  const frames: string[] = [];
  const hangUp = answer.socket?.((text) => frames.push(text)) ?? (() => {});
  return { status: answer.status, frames: () => frames.map((text) => JSON.parse(text)), hangUp };
}

const kinds = (frames: readonly { type: string; status?: { status: string } }[][]) =>
  frames.map((frame) => frame.map(({ type, status }) => (status ? `status ${status.status}` : type)).join(" "));

describe("the socket over all chats", () => {
  it("tells each change of one's own chats with the chat as it is then", async () => {
    const stage = await createChatStage();
    const [mine, others] = [await open(stage, "/watch"), await open(stage, "/watch", stage.sim.tokenOf("sam"))];

    const id = await stage.create("First work=1");
    await stage.clock.advance(5_000);
    await stage.send(id, "Second work=60");
    await stage.send(id, "Third work=1");
    await stage.call("DELETE", `/${id}/queue/1`);
    await stage.call("POST", `/${id}/interrupt`);
    await stage.clock.advance(1_000);
    await stage.call("PATCH", `/${id}`, { archived: true });

    const seen = mine.frames().map(({ kind, chat }) => `${kind} ${chat.status} ${chat.last_turn_summary}`);
    expect(seen).toEqual([
      "created running null",
      "title_change running null",
      "status_change waiting null",
      "summary_change waiting Done: First",
      "status_change running Done: First",
      "status_change running Done: First",
      "status_change interrupting Done: First",
      "status_change waiting Done: First",
      "summary_change waiting null",
      "deleted waiting null",
    ]);
    expect(others.frames()).toEqual([]);
  });

  it("tells nothing after it is closed, and is no answer to a plain request", async () => {
    const stage = await createChatStage();
    const { frames, hangUp } = await open(stage, "/watch");

    hangUp();
    await stage.create("First work=1");

    expect(frames()).toEqual([]);
    expect((await stage.ask({ method: "GET", url: "/api/v2/chats/watch" })).status).toBe(426);
  });
});

describe("the stream of one chat", () => {
  it("begins with what was said, then tells parts, messages, statuses and the queue", async () => {
    const stage = await createChatStage();
    const id = await stage.create("First work=1");
    const { frames } = await open(stage, `/${id}/stream`);
    await stage.clock.advance(100);
    await stage.send(id, "Second work=60");
    await stage.clock.advance(5_000);
    await stage.call("POST", `/${id}/interrupt`);
    await stage.clock.advance(1_000);

    expect(kinds(frames())).toEqual([
      "message status running preview_reset",
      "message_part",
      "queue_update",
      "message preview_reset",
      "message preview_reset",
      "message_part",
      "message preview_reset",
      "message queue_update preview_reset",
      "message_part",
      "status interrupting",
      "message status waiting preview_reset",
    ]);
    const [, [part], [queue]] = frames();
    expect(part.message_part).toMatchObject({ part: { text: "Looking at it: First. " }, seq: 1 });
    expect(queue.queued_messages).toMatchObject([{ content: [{ text: "Second work=60" }] }]);
  });

  it("resumes after a message, with the queue of that moment", async () => {
    const stage = await createChatStage();
    const id = await stage.create("First work=60");
    await stage.send(id, "Second");

    const { frames, hangUp } = await open(stage, `/${id}/stream?after_id=3`);
    hangUp();

    expect(kinds(frames())).toEqual(["status running queue_update"]);
  });

  it("tells of a model that does not answer, of its error, and of a question", async () => {
    const stage = await createChatStage({ faults: { "model-dead": { next: 2 } } });
    const id = await stage.create("First work=1 fail");
    const { frames } = await open(stage, `/${id}/stream`);

    await stage.clock.advance(5_000);
    await stage.send(id, "Second work=1 ask");
    await stage.clock.advance(10_000);

    const events = frames().flat();
    const found = (type: string) => events.find((event) => event.type === type);
    expect(found("retry").retry).toMatchObject({ attempt: 2, delay_ms: 2_000 });
    expect(found("error").error).toMatchObject({ status_code: 400 });
    expect(found("action_required").action_required.tool_calls).toMatchObject([{ tool_name: "ask_user_question" }]);
  });
});
