import { silentLogger } from "@fleet-mcp/models";
import type { HandWritten } from "@fleet-mcp/testing";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { ok, refusal } from "../../test/answers.ts";
import { makeAwaitingRecord, makeChatRecord, makeMessage, makeWireChat } from "../../test/make-chat.ts";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeWorkspace } from "../../test/make-workspace.ts";
import { createAgentChats } from "../chats/agent-chats.ts";
import { greeting } from "../chats/greeting.ts";
import { createAgentApiBackend } from "./agentapi-backend.ts";
import { createAiAppCalls } from "./ai-app-calls.ts";
import { createChatsBackend } from "./chats-backend.ts";

const cassettes = useCassettes();
const chat = "/api/v2/chats/chat-1";
const workspace = "/api/v2/workspaces/workspace-1";
const builds = `${workspace}/builds`;
const done: HandWritten = { status: 204 };
const answer = (method: string, path: string, response: HandWritten) => cassettes.answer(method, path, response);
const writes = () =>
  cassettes.requests.filter(({ method }) => method !== "GET").map(({ method, url }) => `${method} ${url}`);
const order = {
  name: "ant",
  versionId: "version-1",
  presetId: undefined,
  promptParameter: "ai_prompt",
  task: "Fix it",
};
const models = (...ids: string[]) =>
  ok({ providers: [{ available: true, models: ids.map((id) => ({ id, display_name: id.toUpperCase() })) }] });

function makeBackend() {
  const warnings: string[] = [];
  const log = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const clock = createFakeClock();
  const coder = makeCoder({ clock });
  const chats = createAgentChats({ coder, owner: "me" });
  const machines = createAgentApiBackend({ coder, owner: "me", calls: createAiAppCalls(coder), log });
  return { ...createChatsBackend({ coder, owner: "me", clock, log, chats, machines }), chats, warnings };
}
const ant = makeChatRecord();

beforeEach(() => {
  cassettes.release("v2.37.0");
  answer("GET", "/api/v2/chats", ok([]));
});

describe("the chats backend: create", () => {
  it("creates the workspace without a prompt, and awaits its chat", async () => {
    answer("GET", "/api/v2/chats/models", models("a"));
    answer("POST", "/api/v2/users/me/workspaces", { status: 201, json: makeWorkspace() });
    const backend = makeBackend();

    await expect(backend.create({ ...order, presetId: "preset-1" }, anyCall())).resolves.toBe("workspace-1");
    expect(cassettes.requests.at(-1)?.body).toEqual({
      name: "ant",
      template_version_id: "version-1",
      template_version_preset_id: "preset-1",
    });
    expect(backend.chats.isExpected("workspace-1")).toBe(true);
  });

  it("makes nothing where no model is configured, and says whom to ask", async () => {
    answer("GET", "/api/v2/chats/models", ok({ providers: [] }));

    await expect(makeBackend().create(order, anyCall())).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(/^No model is configured .* an administrator of Coder has to add/),
    });
    expect(writes()).toEqual([]);
  });

  it("is refused naming the agent", async () => {
    answer("GET", "/api/v2/chats/models", models("a"));
    answer("POST", "/api/v2/users/me/workspaces", refusal(403));

    await expect(makeBackend().create(order, anyCall())).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("the chats backend: begin", () => {
  const begin = (response: HandWritten, first = {}) => {
    answer("POST", "/api/v2/chats", response);
    return makeBackend().begin?.(makeAwaitingRecord(), first, anyCall());
  };

  it("creates the chat bound to the workspace, labelled with the agent's name, with task and instructions", async () => {
    await begin({ status: 201, json: makeWireChat() }, { task: "Fix it", systemPrompt: "You review." });

    expect(cassettes.requests.at(-1)?.body).toEqual({
      organization_id: "organization-1",
      workspace_id: "workspace-1",
      labels: { "fleet-mcp/agent": "ant" },
      system_prompt: "You review.",
      client_type: "api",
      content: [{ type: "text", text: "Fix it" }],
    });
  });

  it("lets an agent without a task wait for one", async () => {
    await begin({ status: 201, json: makeWireChat() });

    expect(cassettes.requests.at(-1)?.body).toMatchObject({ content: [{ text: greeting }] });
    expect(cassettes.requests.at(-1)?.body).not.toHaveProperty("system_prompt");
  });

  it.each([
    [403, "Forbidden.", "forbidden", /has to give the role agents-access/],
    [400, "No default chat model config is configured.", "unsupported", /a default model[.]$/],
    [500, "no", "unavailable", /agent "ant"/],
  ])("says whom to ask when Coder refuses: %d", async (status, message, code, words) => {
    await expect(begin(refusal(status, message))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words),
    });
  });
});

describe("the chats backend: activity", () => {
  it("is what the chat says now", async () => {
    answer("GET", chat, ok(makeWireChat({ status: "running" })));

    await expect(makeBackend().activity(ant, anyCall())).resolves.toMatchObject({ isBusy: true, evidence: "asked" });
  });

  it("is offline without a chat, or when it was archived", async () => {
    answer("GET", chat, ok(makeWireChat({ archived: true })));
    const backend = makeBackend();

    await expect(backend.activity(ant, anyCall())).resolves.toMatchObject({ isOffline: true });
    await expect(backend.activity(makeAwaitingRecord(), anyCall())).resolves.toMatchObject({
      isOffline: true,
      problem: "it has no chat",
    });
  });

  it("fails naming the agent", async () => {
    answer("GET", chat, refusal(401));

    await expect(makeBackend().activity(ant, anyCall())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("the chats backend: send", () => {
  const messages = `${chat}/messages`;
  const queued = ok({ queued: true, queued_message: { id: 7, created_at: "", content: [] } });

  it("delivers to a chat that rests", async () => {
    answer("POST", messages, ok({ queued: false }));

    await expect(makeBackend().send(ant, "Write tests", anyCall())).resolves.toBe("yes");
    expect(cassettes.requests.at(-1)?.body).toEqual({ content: [{ type: "text", text: "Write tests" }] });
  });

  it("takes back what came too late, and then the agent is busy", async () => {
    answer("POST", messages, queued);
    answer("DELETE", `${chat}/queue/7`, done);

    await expect(makeBackend().send(ant, "x", anyCall())).rejects.toMatchObject({ code: "busy" });
    expect(writes().at(-1)).toBe(`DELETE ${chat}/queue/7`);
  });

  it("has delivered what was taken up before it could be taken back", async () => {
    answer("POST", messages, queued);
    answer("DELETE", `${chat}/queue/7`, refusal(404));
    answer("GET", `${messages}?limit=50`, ok({ messages: [makeMessage(9, "user", "x ")] }));

    await expect(makeBackend().send(ant, "x", anyCall())).resolves.toBe("yes");
  });

  it("has not delivered what somebody else took out of the queue", async () => {
    answer("POST", messages, queued);
    answer("DELETE", `${chat}/queue/7`, refusal(404));
    answer(
      "GET",
      `${messages}?limit=50`,
      ok({ messages: [makeMessage(9, "assistant", "x"), makeMessage(8, "user", "y")] }),
    );

    await expect(makeBackend().send(ant, "x", anyCall())).rejects.toMatchObject({
      code: "busy",
      message: 'Agent "ant" was at work, and somebody emptied its queue meanwhile.',
    });
  });

  it("does not know what became of it when it is queued no more and the conversation cannot be read", async () => {
    answer("POST", messages, queued);
    answer("DELETE", `${chat}/queue/7`, refusal(404));
    answer("GET", `${messages}?limit=50`, refusal(403));

    await expect(makeBackend().send(ant, "x", anyCall())).resolves.toBe("unknown");
  });

  it("admits that it is queued when it cannot be taken back", async () => {
    answer("POST", messages, queued);
    answer("DELETE", `${chat}/queue/7`, refusal(500));
    answer(
      "GET",
      `${messages}?limit=50`,
      ok({ messages: [], queued_messages: [{ id: 7, created_at: "", content: [] }] }),
    );
    const backend = makeBackend();

    await expect(backend.send(ant, "x", anyCall())).resolves.toBe("queued");
    expect(backend.warnings).toEqual(["a message could not be taken out of a queue"]);
  });

  it.each([
    ["it is queued no more", ok({ messages: [] }), 1],
    ["the queue cannot be read", refusal(403), 2],
  ])("does not know what became of it when the answer was lost and %s", async (_, response, warnings) => {
    answer("POST", messages, queued);
    answer("DELETE", `${chat}/queue/7`, "network-error");
    answer("GET", `${messages}?limit=50`, response);
    const backend = makeBackend();

    await expect(backend.send(ant, "x", anyCall())).resolves.toBe("unknown");
    expect(backend.warnings).toHaveLength(warnings);
  });

  it.each(["queue", "interrupt"] as const)("leaves it in the queue when asked to %s", async (ifBusy) => {
    answer("POST", messages, queued);

    await expect(makeBackend().send(ant, "x", anyCall(), ifBusy)).resolves.toBe("queued");
    expect(cassettes.requests.at(-1)?.body).toMatchObject({ busy_behavior: ifBusy });
  });

  it("does not know what became of a text whose answer was lost", async () => {
    answer("POST", messages, "network-error");

    await expect(makeBackend().send(ant, "x", anyCall())).resolves.toBe("unknown");
  });

  it("is busy when the queue is full", async () => {
    answer("POST", messages, refusal(429, "Message queue is full."));

    await expect(makeBackend().send(ant, "x", anyCall(), "queue")).rejects.toMatchObject({ code: "busy" });
  });
});

describe("the chats backend: a conversation that has not begun", () => {
  it("is offline to whoever speaks to it", async () => {
    const { chats, send } = makeBackend();
    await chats.mount(anyCall());

    await expect(send(makeAwaitingRecord(), "x", anyCall())).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "ant" has no chat yet: its first task has not been given.',
    });
  });
});

describe("the chats backend: interrupt and dropQueue", () => {
  it("stops the turn", async () => {
    answer("POST", `${chat}/interrupt`, ok(makeWireChat({ status: "interrupting" })));

    await makeBackend().interrupt(ant, anyCall());

    expect(writes()).toEqual([`POST ${chat}/interrupt`]);
  });

  it("takes a chat that rests already for stopped", async () => {
    answer("POST", `${chat}/interrupt`, refusal(409, "Chat is not in an interruptible state."));

    await expect(makeBackend().interrupt(ant, anyCall())).resolves.toBeUndefined();
  });

  it("fails when Coder does not allow it", async () => {
    answer("POST", `${chat}/interrupt`, refusal(403));

    await expect(makeBackend().interrupt(ant, anyCall())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("takes back what is queued, but not what was taken up meanwhile", async () => {
    const text = (id: number, said: string) => ({ id, created_at: "", content: [{ type: "text", text: said }] });
    answer(
      "GET",
      `${chat}/messages?limit=50`,
      ok({ messages: [], queued_messages: [text(1, "one"), text(2, "two"), text(3, "three")] }),
    );
    answer("DELETE", `${chat}/queue/1`, refusal(409, "Chat has no queued messages to delete."));
    answer("DELETE", `${chat}/queue/2`, done);
    answer("DELETE", `${chat}/queue/3`, done);

    await expect(makeBackend().dropQueue?.(ant, anyCall())).resolves.toEqual(["two", "three"]);
  });

  it("fails when the queue cannot be changed", async () => {
    answer(
      "GET",
      `${chat}/messages?limit=50`,
      ok({ messages: [], queued_messages: [{ id: 1, created_at: "", content: [] }] }),
    );
    answer("DELETE", `${chat}/queue/1`, refusal(403));

    await expect(makeBackend().dropQueue?.(ant, anyCall())).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the chats backend: looking back", () => {
  const page = (hasMore: boolean, ...ids: number[]) =>
    ok({ messages: ids.map((id) => makeMessage(id, id % 2 ? "user" : "assistant", `said ${id}`)), has_more: hasMore });

  it("reads a long conversation page by page, oldest first", async () => {
    answer("GET", `${chat}/messages?limit=50`, page(true, 6, 5));
    answer("GET", `${chat}/messages?limit=200&before_id=5`, page(true, 4, 3));
    answer("GET", `${chat}/messages?limit=200&before_id=3`, page(false, 2, 1));

    const said = await makeBackend().conversation(ant, anyCall());

    expect(said.map(({ text }) => text)).toEqual(["said 1", "said 2", "said 3", "said 4", "said 5", "said 6"]);
  });

  it("knows its tasks from it", async () => {
    answer("GET", `${chat}/messages?limit=50`, page(false, 2, 1));

    await expect(makeBackend().past?.(ant, anyCall())).resolves.toMatchObject({ prompts: [{ text: "said 1" }] });
  });

  it("has no first task apart from it", async () => {
    const { chats, firstPrompt } = makeBackend();
    await chats.mount(anyCall());

    await expect(firstPrompt(ant, anyCall())).resolves.toBeUndefined();
  });

  it("fails naming the agent", async () => {
    answer("GET", `${chat}/messages?limit=50`, refusal(403));

    await expect(makeBackend().conversation(ant, anyCall())).rejects.toMatchObject({
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("the chats backend: details", () => {
  it("counts the queue and says how full the context is", async () => {
    const waiting = { id: 1, created_at: "", content: [] };
    answer("GET", "/api/v2/chats/models", models("a"));
    answer(
      "GET",
      `${chat}/messages?limit=50`,
      ok({ messages: [makeMessage(3, "user", "x"), makeMessage(2, "assistant", "y")], queued_messages: [waiting] }),
    );

    await expect(makeBackend().details?.(ant, anyCall())).resolves.toEqual({
      title: "Fix the login bug",
      summary: "Fixed it",
      model: "A",
      queued: "1",
      context: "113 of 100000 tokens",
    });
  });

  it("leaves out what Coder does not tell", async () => {
    answer("GET", "/api/v2/chats/models", models("a", "b"));
    const message = makeMessage(2, "assistant", "y", { usage: { total_tokens: 9 } });
    answer("GET", `${chat}/messages?limit=50`, ok({ messages: [message] }));

    await expect(makeBackend().details?.(makeChatRecord({ last_turn_summary: null }), anyCall())).resolves.toEqual({
      title: "Fix the login bug",
      queued: "0",
      context: "9 tokens",
    });
  });
});

describe("the chats backend: requestStop and requestStart", () => {
  it.each(["requestStop", "requestStart"] as const)(
    "%s takes what a failed deletion left out of the archive",
    async (act) => {
      const archivedAnt = makeChatRecord({ archived: true });
      answer("PATCH", chat, done);
      answer("POST", builds, { status: 201, json: makeWorkspace().latest_build });

      await makeBackend()[act](archivedAnt, anyCall());

      expect(writes()).toEqual([`PATCH ${chat}`, `POST ${builds}`]);
      expect(cassettes.requests.find(({ method }) => method === "PATCH")?.body).toEqual({ archived: false });
    },
  );
});
