import { silentLogger } from "@fleet-mcp/models";
import type { HandWritten } from "@fleet-mcp/testing";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { ok, refusal } from "../../test/answers.ts";
import { makeChatRecord, makeWireChat } from "../../test/make-chat.ts";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeWorkspace } from "../../test/make-workspace.ts";
import { createAgentApiBackend } from "../backends/agentapi-backend.ts";
import { createAiAppCalls } from "../backends/ai-app-calls.ts";
import { createChatDeletion } from "./chat-deletion.ts";

const cassettes = useCassettes();
const chat = "/api/v2/chats/chat-1";
const workspace = "/api/v2/workspaces/workspace-1";
const builds = `${workspace}/builds`;
const done: HandWritten = { status: 204 };
const answer = (method: string, path: string, response: HandWritten) => cassettes.answer(method, path, response);
const writes = () =>
  cassettes.requests.filter(({ method }) => method !== "GET").map(({ method, url }) => `${method} ${url}`);
const ant = makeChatRecord();

function makeDeletion() {
  const warnings: string[] = [];
  const log = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const clock = createFakeClock();
  const coder = makeCoder({ clock });
  const machines = createAgentApiBackend({ coder, owner: "me", calls: createAiAppCalls(coder), log });
  return { requestDelete: createChatDeletion({ coder, clock, log, machines }), warnings, clock };
}

beforeEach(() => {
  cassettes.release("v2.37.0");
  answer("GET", "/api/v2/chats", ok([]));
});

describe("deleting an agent that is a chat", () => {
  const active = refusal(409, "Cannot archive an active chat. Interrupt or wait for the chat to finish first.");
  const accepted = () => answer("POST", builds, { status: 201, json: makeWorkspace().latest_build });
  const empty = () => answer("GET", `${chat}/messages?limit=50`, ok({ messages: [] }));
  const isArchived = () => answer("GET", chat, ok(makeWireChat({ archived: true })));
  const rests = () => answer("GET", chat, ok(makeWireChat()));
  const archived = () => cassettes.requests.filter(({ method }) => method === "PATCH").map(({ body }) => body);

  it("archives a chat that rests, then deletes the workspace", async () => {
    answer("PATCH", chat, done);
    accepted();

    await makeDeletion().requestDelete(ant, anyCall());

    expect(writes()).toEqual([`PATCH ${chat}`, `POST ${builds}`]);
  });

  it("stops one that works first", async () => {
    answer("PATCH", chat, active);
    empty();
    answer("POST", `${chat}/interrupt`, ok(makeWireChat({ status: "interrupting" })));
    answer("GET", chat, ok(makeWireChat({ status: "interrupting" })));
    answer("GET", chat, ok(makeWireChat()));
    answer("PATCH", chat, done);
    accepted();

    await makeDeletion().requestDelete(ant, anyCall());

    expect(writes()).toEqual([`PATCH ${chat}`, `POST ${chat}/interrupt`, `PATCH ${chat}`, `POST ${builds}`]);
  });

  it("deletes the workspace of a chat that does not come to rest", async () => {
    answer("PATCH", chat, active);
    empty();
    answer("POST", `${chat}/interrupt`, ok(makeWireChat({ status: "interrupting" })));
    for (let look = 0; look <= 20; look++) answer("GET", chat, ok(makeWireChat({ status: "interrupting" })));
    accepted();
    const deletion = makeDeletion();

    await deletion.requestDelete(ant, anyCall());

    expect(writes().at(-1)).toBe(`POST ${builds}`);
    expect(deletion.warnings).toEqual(["a chat did not come to rest and is deleted with its workspace"]);
  });

  it("does not mind a chat that is archived already", async () => {
    answer("PATCH", chat, refusal(400, "Chat is already archived."));
    accepted();

    await makeDeletion().requestDelete(ant, anyCall());

    expect(writes().at(-1)).toBe(`POST ${builds}`);
  });

  it("takes the chat out of the archive when the workspace stays", async () => {
    answer("PATCH", chat, done);
    answer("POST", builds, refusal(409, "A workspace build is already active."));
    isArchived();
    answer("GET", workspace, ok(makeWorkspace()));
    answer("PATCH", chat, done);

    await expect(makeDeletion().requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "busy" });
    expect(archived()).toEqual([{ archived: true }, { archived: false }]);
  });

  it.each([
    ["its answer was lost", "network-error" as const],
    ["somebody else deletes it", refusal(409, "A workspace build is already active.")],
  ])("leaves it there when the workspace goes although %s", async (_, response) => {
    answer("PATCH", chat, done);
    answer("POST", builds, response);
    isArchived();
    answer("GET", workspace, ok(makeWorkspace({ build: { transition: "delete" } })));

    await expect(makeDeletion().requestDelete(ant, anyCall())).rejects.toThrow();
    expect(archived()).toEqual([{ archived: true }]);
  });

  it.each([
    ["may not be", () => [answer("GET", workspace, ok(makeWorkspace())), answer("PATCH", chat, refusal(403))]],
    ["belongs to a workspace that may not be seen", () => answer("GET", workspace, refusal(403))],
  ])("says so in the log when it %s", async (_, script) => {
    answer("PATCH", chat, done);
    answer("POST", builds, refusal(403));
    isArchived();
    script();
    const deletion = makeDeletion();

    await expect(deletion.requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "forbidden" });
    expect(deletion.warnings).toEqual(["a chat could not be taken out of the archive"]);
  });

  it("brings it back as soon as Coder answers again, asking whether it is away at all", async () => {
    answer("PATCH", chat, "network-error");
    answer("GET", chat, refusal(500));
    isArchived();
    answer("GET", workspace, refusal(500));
    isArchived();
    answer("GET", workspace, ok(makeWorkspace()));
    answer("PATCH", chat, done);

    const { requestDelete, warnings } = makeDeletion();

    await expect(requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "unavailable" });
    expect(archived()).toEqual([{ archived: true }, { archived: false }]);
    expect(warnings).toEqual([]);
  });

  it("gives up on a Coder that does not answer for ten seconds", async () => {
    answer("PATCH", chat, done);
    answer("POST", builds, refusal(500));
    for (let look = 0; look <= 20; look++) answer("GET", chat, refusal(500));
    const { requestDelete, warnings, clock } = makeDeletion();
    const before = clock.now();

    await expect(requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "unavailable" });
    expect(clock.now() - before).toBe(10_000);
    expect(warnings).toEqual(["a chat could not be taken out of the archive"]);
  });

  it("does not mind a chat that is gone", async () => {
    answer("PATCH", chat, done);
    answer("POST", builds, refusal(403));
    answer("GET", chat, refusal(404));
    const { requestDelete, warnings } = makeDeletion();

    await expect(requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "forbidden" });
    expect(warnings).toEqual([]);
  });

  it("leaves it there when the workspace is gone", async () => {
    answer("PATCH", chat, done);
    answer("POST", builds, refusal(404));

    await expect(makeDeletion().requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "not_found" });
    expect(archived()).toHaveLength(1);
  });

  it("goes on when the chat was archived although the answer was lost", async () => {
    answer("PATCH", chat, "network-error");
    answer("GET", chat, ok(makeWireChat({ archived: true })));
    accepted();

    await makeDeletion().requestDelete(ant, anyCall());

    expect(writes().at(-1)).toBe(`POST ${builds}`);
  });

  it("fails when the answer was lost and the chat was not archived", async () => {
    answer("PATCH", chat, "network-error");
    rests();
    rests();

    await expect(makeDeletion().requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "unavailable" });
  });

  it("fails when the chat can neither be archived nor is active", async () => {
    answer("PATCH", chat, refusal(403));
    rests();

    await expect(makeDeletion().requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("fails when an interrupt is not allowed", async () => {
    answer("PATCH", chat, active);
    empty();
    answer("POST", `${chat}/interrupt`, refusal(403));
    rests();

    await expect(makeDeletion().requestDelete(ant, anyCall())).rejects.toMatchObject({ code: "forbidden" });
  });
});
