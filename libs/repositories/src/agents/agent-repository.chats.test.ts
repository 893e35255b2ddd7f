import type { WireChat } from "@fleet-mcp/coder-client";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { makeAwaitingRecord, makeChatRecord, makeMessage, makeWireChat } from "../../test/make-chat.ts";
import { makeRecord } from "../../test/make-record.ts";
import { makeRepositories } from "../../test/make-repositories.ts";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";

const cassettes = useCassettes();
const answer = (path: string, json: unknown, status = 200) => cassettes.answer("GET", path, { status, json });
/** A workspace whose template cannot run a coding CLI: only a chat makes it an agent. */
const machine = makeWorkspace({ build: { agents: [makeAgent({ apps: [] })] } });
const parameters = "/api/v2/templateversions/version-1/rich-parameters";
const listed = (...workspaces: readonly unknown[]) =>
  answer("/api/v2/workspaces?q=owner%3Ame&limit=100&offset=0", { workspaces, count: workspaces.length });
const chats = (...all: readonly WireChat[]) => answer("/api/v2/chats?limit=100&offset=0", all);
const ofAnt = (...all: readonly WireChat[]) =>
  answer("/api/v2/chats?label=fleet-mcp%2Fagent%3Aant&limit=100&offset=0", all);
const again = (json: unknown = machine) => answer("/api/v2/workspaces/workspace-1", json);
const paths = () => cassettes.requests.map(({ method, url }) => `${method} ${url}`);

beforeEach(() => {
  cassettes.release("v2.37.0");
});
const offered = () => answer("/api/v2/chats", []);

describe("AgentRepository.list where Coder has chats", () => {
  it("shows an agent by its chat, in one request for all of them", async () => {
    offered();
    listed(machine, makeWorkspace({ id: "workspace-2", name: "eel" }));
    chats(
      makeWireChat({
        status: "running",
        diff_status: { url: "https://git.example.com/acme/shop/pull/7" },
      }),
    );
    answer(parameters, [{ name: "ai_prompt", type: "string", default_value: "", required: false, options: [] }]);

    const list = await makeRepositories().agents.list(anyCall());

    expect(list.map(({ backend, summary }) => ({ backend, ...summary }))).toEqual([
      {
        backend: "chats",
        name: "ant",
        status: "busy",
        project: "docs-site",
        last_task: { task: "Fix the login bug", state: "working" },
        since: "2026-01-01T00:00:09Z",
        pull_request: "https://git.example.com/acme/shop/pull/7",
      },
      { backend: "agentapi", name: "eel", status: "idle", project: "docs-site", since: "2026-01-01T00:00:04Z" },
    ]);
  });

  it("shows no chats and asks for none on a Coder that has none", async () => {
    cassettes.release("v2.31.9");
    listed(makeWorkspace({ task_id: "task-1" }), makeWorkspace({ latest_app_status: makeStatus("idle", 1) }));

    await makeRepositories().agents.list(anyCall());

    expect(paths()).toHaveLength(1);
  });

  it("is no agent without its chat, and without the workspace of its chat", async () => {
    offered();
    listed(machine);
    chats(makeWireChat({ workspace_id: "workspace-9" }));
    answer(parameters, []);

    await expect(makeRepositories().agents.list(anyCall())).resolves.toEqual([]);
  });

  it("fails when the chats cannot be read", async () => {
    offered();
    listed(machine);
    answer("/api/v2/chats?limit=100&offset=0", { message: "no" }, 500);

    await expect(makeRepositories().agents.list(anyCall())).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("AgentRepository.findByName where Coder has chats", () => {
  const byName = () => answer("/api/v2/users/me/workspace/ant", machine);

  it.each([
    ["waiting", "idle", undefined],
    ["interrupting", "busy", undefined],
    ["requires_action", "idle", "it waits for an answer to a question of its own"],
    ["error", "idle", "its last turn failed: No quota."],
    ["pondering", "offline", "the status of its chat is pondering, a word not known here"],
  ])("reads a chat that is %s as %s", async (status, expected, reason) => {
    byName();
    offered();
    ofAnt(makeWireChat({ status, last_error: { message: "No quota." } }));

    const { summary, chat, keepsConversation } = await makeRepositories().agents.findByName("ant", anyCall());

    expect([summary.status, summary.status_reason]).toEqual([expected, reason]);
    expect([chat?.id, keepsConversation]).toEqual(["chat-1", true]);
  });

  it("finds an agent whose conversation this process is about to begin", async () => {
    byName();
    offered();
    ofAnt();
    const { agents } = makeRepositories();
    agents.expectChat({ workspaceId: "workspace-1" });

    await expect(agents.findByName("ant", anyCall())).resolves.toMatchObject({
      summary: { status: "starting", status_reason: "its conversation has not begun yet" },
      backend: "chats",
      awaitsFirstTask: true,
      isMachineUp: true,
    });
  });

  it("is a plain workspace without a chat", async () => {
    byName();
    offered();
    ofAnt();
    answer(parameters, []);

    await expect(makeRepositories().agents.findByName("ant", anyCall())).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("AgentRepository.refresh where Coder has chats", () => {
  it("reads the chat that the agent had", async () => {
    again();
    offered();
    answer("/api/v2/chats/chat-1", makeWireChat({ status: "running" }));

    await expect(makeRepositories().agents.refresh(makeChatRecord(), anyCall())).resolves.toMatchObject({
      summary: { status: "busy" },
    });
  });

  it("finds a chat that has begun meanwhile", async () => {
    again();
    offered();
    ofAnt(makeWireChat());

    await expect(makeRepositories().agents.refresh(makeAwaitingRecord(), anyCall())).resolves.toMatchObject({
      awaitsFirstTask: false,
      chat: { id: "chat-1" },
    });
  });

  it("awaits the chat that an agent is owed, however it looked before", async () => {
    again(makeWorkspace());
    offered();
    ofAnt();
    const { agents } = makeRepositories();
    agents.expectChat(makeRecord());

    await expect(agents.refresh(makeRecord(), anyCall())).resolves.toMatchObject({ awaitsFirstTask: true });
  });

  it("asks for no chat of an agent that is talked to in another way", async () => {
    again(makeWorkspace());

    await makeRepositories().agents.refresh(makeRecord(), anyCall());

    expect(paths()).toEqual(["GET /api/v2/workspaces/workspace-1"]);
  });

  it("shows an agent that is being deleted by its archived chat", async () => {
    again(makeWorkspace({ build: { transition: "delete", status: "deleting", agents: [] } }));
    offered();
    answer("/api/v2/chats/chat-1", makeWireChat({ archived: true }));

    await expect(makeRepositories().agents.refresh(makeChatRecord(), anyCall())).resolves.toMatchObject({
      summary: { status: "deleting" },
      backend: "chats",
    });
  });
});

describe("AgentRepository.describe of an agent with a chat", () => {
  it("believes the chat, and tells of the conversation", async () => {
    offered();
    answer("/api/v2/chats/chat-1/messages?limit=50", { messages: [makeMessage(1, "assistant", "x")] });
    answer("/api/v2/chats/models", { providers: [] });
    cassettes.answer("GET", "/api/v2/workspaceagents/agent-1/watch-metadata", { status: 403, json: { message: "no" } });

    await expect(
      makeRepositories().agents.describe(makeChatRecord({ status: "running" }), anyCall()),
    ).resolves.toMatchObject({
      status: "busy",
      backend: "chats",
      conversation: { title: "Fix the login bug", queued: "0", context: "113 of 100000 tokens" },
      notes: ["Its metadata could not be read (forbidden)."],
    });
  });
});

describe("AgentRepository.create through chats", () => {
  it("gives the agent as it is before its conversation", async () => {
    offered();
    answer("/api/v2/chats/models", { providers: [{ available: true, models: [{ id: "a" }] }] });
    cassettes.answer("POST", "/api/v2/users/me/workspaces", { status: 201, json: machine });
    again();
    const order = { name: "ant", versionId: "v", presetId: undefined, promptParameter: undefined, task: "Fix it" };

    await expect(makeRepositories().agents.create("chats", order, anyCall())).resolves.toMatchObject({
      awaitsFirstTask: true,
      backend: "chats",
    });
  });
});

describe("ConversationRepository of agents with and without a chat", () => {
  it("begins, and takes back what is queued, only where there is a queue", async () => {
    offered();
    cassettes.answer("POST", "/api/v2/chats", { status: 201, json: makeWireChat() });
    answer("/api/v2/chats/chat-1/messages?limit=50", { messages: [] });
    const { conversations } = makeRepositories();

    await conversations.begin(makeAwaitingRecord(), { task: "Fix it" }, anyCall());
    await conversations.begin(makeRecord(), { task: "Fix it" }, anyCall());

    await expect(conversations.dropQueue(makeChatRecord(), anyCall())).resolves.toEqual([]);
    await expect(conversations.dropQueue(makeRecord(), anyCall())).resolves.toEqual([]);
    expect(paths().filter((path) => path.startsWith("POST"))).toEqual(["POST /api/v2/chats"]);
  });

  it("knows the past from the chat, or from what the agent reported", async () => {
    offered();
    answer("/api/v2/chats/chat-1/messages?limit=50", { messages: [makeMessage(1, "user", "Fix it")] });
    const reporting = makeRecord({
      build: { build_number: 2, agents: [makeAgent({ apps: [makeApp({ statuses: [makeStatus("idle", 1)] })] })] },
    });
    answer("/@riley/ant.main/apps/ai/messages", { messages: [] });
    const { conversations } = makeRepositories();

    await expect(conversations.past(makeChatRecord(), anyCall())).resolves.toMatchObject({
      prompts: [{ text: "Fix it" }],
    });
    await expect(conversations.past(reporting, anyCall())).resolves.toEqual({
      prompts: [],
      reports: reporting.reports,
    });
  });
});
