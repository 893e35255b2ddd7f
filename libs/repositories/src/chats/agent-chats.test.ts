import type { WireChat } from "@fleet-mcp/coder-client";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { makeWireChat } from "../../test/make-chat.ts";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeWorkspace } from "../../test/make-workspace.ts";
import { createAgentChats } from "./agent-chats.ts";

const cassettes = useCassettes();
const page = (offset: number) => `/api/v2/chats?limit=100&offset=${offset}`;
const labelled = (name: string, archived = "") =>
  `/api/v2/chats?label=fleet-mcp%2Fagent%3A${name}&limit=100&offset=0${archived}`;
const answer = (path: string, chats: readonly WireChat[]) =>
  cassettes.answer("GET", path, { status: 200, json: chats });
const makeChats = (owner = "me") => createAgentChats({ coder: makeCoder(), owner });
const ant = makeWorkspace();
const leaving = makeWorkspace({ build: { transition: "delete" } });
const idOf = (chat: unknown) => (typeof chat === "object" && chat !== null && "id" in chat ? chat.id : chat);

beforeEach(() => cassettes.release("v2.37.0"));

describe("AgentChats.ofFleet", () => {
  it("joins chats to workspaces by label and binding, in one request per 100 chats", async () => {
    const others = Array.from({ length: 100 }, (_, index) => makeWireChat({ id: `other-${index}`, labels: {} }));
    answer("/api/v2/chats", []);
    answer(page(0), others);
    answer(page(100), [makeWireChat({ labels: { "fleet-mcp/agent": "ANT" } }), makeWireChat({ id: "older" })]);

    const found = await makeChats().ofFleet([ant, makeWorkspace({ id: "workspace-2", name: "bee" })], anyCall());

    expect([...found].map(([id, chat]) => [id, idOf(chat)])).toEqual([["workspace-1", "chat-1"]]);
  });

  it("reads as many pages side by side as there may be agents", async () => {
    const fleet = Array.from({ length: 250 }, (_, at) => makeWorkspace({ id: `workspace-${at}`, name: `ant-${at}` }));
    const chats = fleet.map(({ id, name }) =>
      makeWireChat({ id: `chat-of-${id}`, workspace_id: id, labels: { "fleet-mcp/agent": name } }),
    );
    answer("/api/v2/chats", []);
    answer(page(0), chats.slice(0, 100));
    // A short page is the last, but the next was asked for together with it.
    answer(page(100), chats.slice(100, 150));
    answer(page(200), []);

    const found = await makeChats().ofFleet(fleet, anyCall());

    expect(found.size).toBe(150);
    expect(idOf(found.get("workspace-149"))).toBe("chat-of-workspace-149");
  });

  it.each([
    ["another workspace", { workspace_id: "workspace-9" }],
    ["no workspace", { workspace_id: null }],
    ["another agent's name", { labels: { "fleet-mcp/agent": "bee" } }],
    ["no label", { labels: {} }],
  ])("leaves a chat with %s alone", async (_, over) => {
    answer("/api/v2/chats", []);
    answer(page(0), [makeWireChat(over)]);

    await expect(makeChats().ofFleet([ant], anyCall())).resolves.toEqual(new Map());
  });

  it("asks nothing for a fleet of tasks, or of somebody else", async () => {
    await expect(makeChats().ofFleet([makeWorkspace({ task_id: "task-1" })], anyCall())).resolves.toEqual(new Map());
    await expect(makeChats("sam").ofFleet([ant], anyCall())).resolves.toEqual(new Map());
  });

  it("has none for a user who may not list them", async () => {
    cassettes.answer("GET", "/api/v2/chats", { status: 403, json: { message: "Forbidden." } });
    cassettes.answer("GET", page(0), { status: 403, json: { message: "Forbidden." } });

    await expect(makeChats().ofFleet([ant], anyCall())).resolves.toEqual(new Map());
  });

  it("knows an agent that is being deleted by its archived chat", async () => {
    answer("/api/v2/chats", []);
    answer(page(0), []);
    answer(labelled("ant", "&q=archived%3Atrue"), [makeWireChat({ archived: true })]);

    const found = await makeChats().ofFleet([leaving], anyCall());

    expect(found.get("workspace-1")).toMatchObject({ id: "chat-1", isArchived: true });
  });

  it("knows which workspaces were made for a chat that is yet to come", async () => {
    answer("/api/v2/chats", []);
    answer(page(0), []);
    const chats = makeChats();
    chats.expect("workspace-1");

    await expect(chats.ofFleet([ant], anyCall())).resolves.toEqual(new Map([["workspace-1", "awaited"]]));
  });
});

describe("AgentChats.ofWorkspace", () => {
  it("finds the chat by the agent's name, and awaits it no longer", async () => {
    answer("/api/v2/chats", []);
    answer(labelled("ant"), [makeWireChat({ id: "elsewhere", workspace_id: "workspace-9" }), makeWireChat()]);
    const chats = makeChats();
    chats.expect("workspace-1");

    await expect(chats.ofWorkspace(ant, anyCall())).resolves.toMatchObject({ id: "chat-1" });
    expect(chats.isExpected("workspace-1")).toBe(false);
  });

  it("asks nothing about a task", async () => {
    await expect(makeChats().ofWorkspace(makeWorkspace({ task_id: "t" }), anyCall())).resolves.toBeUndefined();
  });

  it("fails when Coder does", async () => {
    answer("/api/v2/chats", []);
    cassettes.answer("GET", labelled("ant"), { status: 500, json: { message: "no" } });

    await expect(makeChats().ofWorkspace(ant, anyCall())).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("AgentChats.again", () => {
  const chat = { ...makeWireChat(), workspaceId: "workspace-1", agentName: "ant" };
  const again = async (now: WireChat | number, isBeingDeleted = false) => {
    answer("/api/v2/chats", []);
    const response = typeof now === "number" ? { status: now, json: { message: "no" } } : { status: 200, json: now };
    cassettes.answer("GET", "/api/v2/chats/chat-1", response);
    const known = { ...chat, isArchived: false, updatedAt: "", summary: undefined, error: undefined, link: undefined };
    return makeChats().again(known, isBeingDeleted, anyCall());
  };

  it("reads it as it is now", async () => {
    await expect(again(makeWireChat({ status: "running" }))).resolves.toMatchObject({ status: "running" });
  });

  it("is nothing when it is gone, archived or elsewhere", async () => {
    await expect(again(404)).resolves.toBeUndefined();
    await expect(again(makeWireChat({ archived: true }))).resolves.toBeUndefined();
    await expect(again(makeWireChat({ workspace_id: "workspace-9" }))).resolves.toBeUndefined();
  });

  it("keeps an archived one for as long as its workspace is being deleted", async () => {
    await expect(again(makeWireChat({ archived: true }), true)).resolves.toMatchObject({ isArchived: true });
  });

  it("fails when Coder does", async () => {
    await expect(again(500)).rejects.toMatchObject({ code: "unavailable" });
  });
});
