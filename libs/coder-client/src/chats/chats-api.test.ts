import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();
const label = { key: "fleet-mcp/agent", value: "plover" };

function stable() {
  cassettes.release("v2.37.0");
  cassettes.answer("GET", "/api/v2/chats", { status: 200, json: [] });
}
async function untilSettled(chats: ReturnType<typeof makeClient>["chats"], id: string) {
  for (;;) {
    const chat = await chats.get(id, anyCall());
    if (chat.status === "waiting" || chat.status === "error") return chat;
  }
}

const refuse = (method: string, path: string, status: number, message: string) =>
  cassettes.answer(method, path, { status, json: { message } });

describe("a chat bound to a workspace", () => {
  it("is created, found, spoken to, interrupted and archived", async () => {
    cassettes.play("chats/live-bound");
    const client = makeClient();
    const { chats } = client;
    const workspace = await client.workspaces.getByName("me", "plover", anyCall());
    const [template] = await client.templates.list(undefined, anyCall());

    const created = await chats.create(
      {
        organization_id: template?.organization_id ?? "",
        workspace_id: workspace.id,
        labels: { "fleet-mcp/agent": "plover" },
        text: "Add a health endpoint work=3",
      },
      anyCall(),
    );
    const { id } = created;
    const finished = await untilSettled(chats, id);
    const all = await chats.list({ limit: 100, offset: 0 }, anyCall());
    const labelled = await chats.list({ label, limit: 100, offset: 0 }, anyCall());
    const bound = await chats.byWorkspace([workspace.id], anyCall());

    expect(created).toMatchObject({
      status: "running",
      title: "Add a health endpoint work=3",
      last_turn_summary: null,
      workspace_id: workspace.id,
      labels: { "fleet-mcp/agent": "plover" },
      archived: false,
    });
    expect(finished).toMatchObject({
      status: "waiting",
      title: "Lab: Add a health endpoint",
      last_turn_summary: "Finished the work",
    });
    expect([all, labelled].map((rows) => rows.map((row) => row.id))).toEqual([[id], [id]]);
    expect(bound).toEqual({ [workspace.id]: id });

    const call = 'Run the tests tool=execute{"command":"echo tests passed"}';
    await expect(chats.send(id, call, undefined, anyCall())).resolves.toEqual({ isQueued: false, queuedId: undefined });
    await untilSettled(chats, id);
    const talk = await chats.messages(id, { limit: 50 }, anyCall());

    expect(talk).toMatchObject({ queued: [], hasMore: false });
    expect(talk.messages.map((message) => message.role)).toEqual([
      "assistant",
      "tool",
      "assistant",
      "user",
      "assistant",
      "user",
    ]);
    expect(talk.messages[0]?.usage).toEqual({ total_tokens: 113, context_limit: 100_000 });
    expect(talk.messages[2]?.content).toEqual([
      { type: "tool-call", text: "", tool_name: "execute", args: { command: "echo tests passed" } },
    ]);
    expect(talk.messages[1]?.content).toMatchObject([
      { type: "tool-result", tool_name: "execute", result: { output: "tests passed\n", success: true } },
    ]);

    await chats.send(id, "Refactor the cart work=60", undefined, anyCall());
    const queued = await chats.send(id, "And bump the version", "queue", anyCall());
    const busy = await chats.messages(id, { limit: 50 }, anyCall());

    expect(queued).toEqual({ isQueued: true, queuedId: 1 });
    expect(busy.queued).toMatchObject([{ id: 1, content: [{ type: "text", text: "And bump the version" }] }]);

    await chats.deleteQueued(id, 1, anyCall());
    await expect(chats.change(id, { archived: true }, anyCall())).rejects.toMatchObject({
      code: "busy",
      reason: "chat_active",
    });
    const interrupted = await chats.interrupt(id, anyCall());
    const rested = await untilSettled(chats, id);
    await expect(chats.interrupt(id, anyCall())).rejects.toMatchObject({ code: "not_busy", reason: "chat_idle" });

    expect([interrupted.status, rested.status]).toEqual(["interrupting", "waiting"]);

    const newest = await chats.messages(id, { limit: 3 }, anyCall());
    const older = await chats.messages(id, { limit: 3, before: newest.messages.at(-1)?.id }, anyCall());
    expect([newest, older].map(({ messages }) => messages.map((message) => message.id))).toEqual([
      [10, 9, 8],
      [7, 6, 5],
    ]);
    expect(newest.hasMore).toBe(true);

    await chats.change(id, { archived: true }, anyCall());
    await expect(chats.send(id, "hello?", undefined, anyCall())).rejects.toMatchObject({
      code: "not_found",
      reason: "chat_archived",
    });
    const archived = await chats.list({ limit: 100, offset: 0, archived: true }, anyCall());
    expect(archived).toMatchObject([{ id, archived: true }]);
  });

  it("tells why its model failed, and takes the next message", async () => {
    cassettes.play("chats/fail-and-recover");
    const { chats, templates } = makeClient();
    const [template] = await templates.list(undefined, anyCall());

    const { id } = await chats.create(
      { organization_id: template?.organization_id ?? "", text: "Say hello" },
      anyCall(),
    );
    await untilSettled(chats, id);
    await chats.interrupt(id, anyCall()).catch(() => undefined);
    await chats.send(id, "fail=400", undefined, anyCall());
    const failed = await untilSettled(chats, id);
    await chats.messages(id, { limit: 50 }, anyCall());
    await chats.send(id, "Say hello again", undefined, anyCall());
    const recovered = await untilSettled(chats, id);
    await chats.change(id, { archived: true }, anyCall());

    expect(failed).toMatchObject({
      status: "error",
      last_error: { message: "OpenAI Compatible returned an unexpected error.", status_code: 400 },
    });
    expect(recovered.status).toBe("waiting");
    expect(recovered.last_error ?? undefined).toBeUndefined();
    await expect(chats.change(id, { archived: true }, anyCall())).rejects.toMatchObject({
      code: "not_found",
      reason: "already_archived",
    });
  });
});

describe("chats.models", () => {
  it("lists the models of the providers that work", async () => {
    cassettes.play("chats/list-models");

    await expect(makeClient().chats.models(anyCall())).resolves.toEqual([
      { id: "openai-compat:fake-1", display_name: "Lab model" },
    ]);
  });

  it("is empty without a provider that works", async () => {
    stable();
    cassettes.answer("GET", "/api/v2/chats/models", {
      status: 200,
      json: {
        providers: [
          { available: false, models: [{ id: "a:b" }] },
          { available: true, models: null },
        ],
      },
    });

    await expect(makeClient().chats.models(anyCall())).resolves.toEqual([]);
  });
});

describe("what Coder refuses about chats", () => {
  it("is not_found for a chat that is not there, invalid_input for an id that is none", async () => {
    cassettes.play("chats/refuse-unknown");
    const { chats } = makeClient();

    await expect(chats.get("00000000-0000-4000-8000-000000000000", anyCall())).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(chats.get("not-a-uuid", anyCall())).rejects.toMatchObject({ code: "invalid_input" });
  });

  it.each([
    [403, "Forbidden.", "forbidden", "forbidden"],
    [400, "No default chat model config is configured.", "unsupported", "no_default_model"],
  ])("is told apart when a chat cannot be created: %d %s", async (status, message, code, reason) => {
    stable();
    refuse("POST", "/api/v2/chats", status, message);

    const creating = makeClient().chats.create({ organization_id: "o", text: "hello" }, anyCall());

    await expect(creating).rejects.toMatchObject({ code, reason, delivered: "no" });
  });

  it("is busy, and no rate limit, when the queue is full", async () => {
    stable();
    refuse("POST", "/api/v2/chats/chat-1/messages", 429, "Message queue is full.");

    const sending = makeClient().chats.send("chat-1", "x", "queue", anyCall());

    await expect(sending).rejects.toMatchObject({ code: "busy", reason: "queue_full" });
  });

  it("is not_found when nothing is queued any more", async () => {
    stable();
    refuse("DELETE", "/api/v2/chats/chat-1/queue/7", 409, "Chat has no queued messages to delete.");

    const taking = makeClient().chats.deleteQueued("chat-1", 7, anyCall());

    await expect(taking).rejects.toMatchObject({ code: "not_found", reason: "queue_empty" });
  });

  it("is the missing route where Coder has no chats", async () => {
    refuse("GET", "/api/v2/chats", 404, "Route not found.");
    cassettes.answer("GET", "/api/experimental/chats", { status: 400, text: "no" });
    refuse("GET", "/api/v2/chats/chat-1", 404, "Route not found.");

    const getting = makeClient().chats.get("chat-1", anyCall());

    await expect(getting).rejects.toMatchObject({ code: "unsupported", reason: "route_not_found" });
  });
});

describe("chats.send", () => {
  it("does not take an answer for a yes that does not say whether the text is queued", async () => {
    stable();
    cassettes.answer("POST", "/api/v2/chats/chat-1/messages", { status: 200, json: { unexpected: true } });

    await expect(makeClient().chats.send("chat-1", "x", undefined, anyCall())).rejects.toMatchObject({
      delivered: "unknown",
    });
  });
});

describe("requests about chats", () => {
  it("carry what is asked for and nothing else", async () => {
    stable();
    cassettes.answer("POST", "/api/v2/chats/chat-1/messages", { status: 200, json: { queued: false } });
    cassettes.answer("POST", "/api/v2/chats/chat-1/messages", { status: 200, json: { queued: true } });
    cassettes.answer("PATCH", "/api/v2/chats/chat-1", { status: 204 });
    cassettes.answer("GET", "/api/v2/chats/chat-1/messages?limit=200&after_id=3", {
      status: 200,
      json: { messages: null },
    });
    const { chats } = makeClient();

    await chats.send("chat-1", "x", undefined, anyCall());
    await chats.send("chat-1", "x", "interrupt", anyCall());
    await chats.change("chat-1", { title: "t", labels: { a: "b" } }, anyCall());
    await expect(chats.messages("chat-1", { limit: 200, after: 3 }, anyCall())).resolves.toEqual({
      messages: [],
      queued: [],
      hasMore: false,
    });

    const content = [{ type: "text", text: "x" }];
    expect(cassettes.requests.map(({ body }) => body)).toEqual([
      undefined,
      { content },
      { content, busy_behavior: "interrupt" },
      { title: "t", labels: { a: "b" } },
      undefined,
    ]);
  });
});
