import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { makeRecord } from "../../test/make-record.ts";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeAgent, makeApp, makeStatus } from "../../test/make-workspace.ts";
import { createAiAppCalls } from "./ai-app-calls.ts";

const cassettes = useCassettes();
const app = "/@riley/ant.main/apps/ai";

const calls = () => createAiAppCalls(makeCoder());
const reporting = (state: string) =>
  makeRecord({ build: { agents: [makeAgent({ apps: [makeApp({ statuses: [makeStatus(state, 1)] })] })] } });
const at = (workspace: string, slug = "ai") => ({
  ...reporting("working"),
  app: { owner: "riley", workspace, agent: "main", slug },
});
const withoutApp = { ...reporting("working"), app: undefined };

afterEach(() => void jest.restoreAllMocks());

describe("AiAppCalls.activity", () => {
  it.each([
    ["apps/get-status-stable", "ant", false],
    ["apps/get-status-running", "bee", true],
  ])("asks the CLI itself: %s", async (name, workspace, isBusy) => {
    cassettes.play(name);

    await expect(calls().activity(at(workspace), anyCall())).resolves.toEqual({
      isBusy,
      evidence: "asked",
      isOffline: false,
      takesKeys: true,
    });
  });

  it("knows a CLI that takes no keys", async () => {
    cassettes.answer("GET", `${app}/status`, { status: 200, json: { status: "stable", transport: "acp" } });

    await expect(calls().activity(at("ant"), anyCall())).resolves.toMatchObject({ takesKeys: false });
  });

  it("takes a word it does not know for work", async () => {
    cassettes.answer("GET", `${app}/status`, { status: 200, json: { status: "pondering" } });

    await expect(calls().activity(at("ant"), anyCall())).resolves.toMatchObject({ isBusy: true });
  });

  it.each([
    ["its app is dead", "apps/get-status-dead-app", "crane", "ai", "app_unreachable"],
    ["its machine is gone", "apps/get-status-lost-agent", "crane", "ai", "app_missing"],
    ["its workspace is stopped", "apps/get-status-stopped", "crane", "ai", "workspace_offline"],
    ["it has no such app", "apps/get-status-unknown-app", "crane", "nope", "app_missing"],
    ["it refuses Coder's host name", "apps/get-status-host-refused", "egret", "ai", "host_refused"],
  ])("is offline when %s", async (_, name, workspace, slug, reason) => {
    cassettes.play(name);

    await expect(calls().activity(at(workspace, slug), anyCall())).resolves.toEqual({
      isBusy: true,
      evidence: "reported",
      problem: `its coding CLI could not be asked (${reason})`,
      isOffline: true,
      takesKeys: true,
    });
  });

  it("is not offline because an administrator has switched path apps off", async () => {
    cassettes.answer("GET", `${app}/status`, {
      status: 403,
      text: "<html><h1>403 - Forbidden</h1></html>",
      headers: { "content-type": "text/html", "x-coder-build-version": "v2.31.9" },
    });

    await expect(calls().activity(at("ant"), anyCall())).resolves.toMatchObject({
      isBusy: true,
      isOffline: false,
      problem: "its coding CLI could not be asked (path_apps_disabled)",
    });
  });

  it("fails when Coder refuses the token", async () => {
    cassettes.play("apps/get-status-signed-out");

    await expect(calls().activity(at("crane"), anyCall())).rejects.toMatchObject({
      name: "RepositoryError",
      code: "unauthenticated",
    });
  });

  it.each([
    ["working", true],
    ["idle", false],
  ])("falls back to the last report after 4 s: %s", async (state, isBusy) => {
    cassettes.answer("GET", `${app}/status`, "hang");
    const deadline = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(deadline.signal);
    setTimeout(() => deadline.abort(new DOMException("late", "TimeoutError")), 20);

    await expect(calls().activity(reporting(state), anyCall())).resolves.toEqual({
      isBusy,
      evidence: "reported",
      problem: "its coding CLI did not answer within 4 s",
      isOffline: false,
      takesKeys: true,
    });
    expect(timeout).toHaveBeenCalledWith(4_000);
  });

  it("ends with its caller", async () => {
    cassettes.answer("GET", `${app}/status`, "hang");
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("the caller left")), 20);

    await expect(calls().activity(at("ant"), { signal: caller.signal })).rejects.toThrow("the caller left");
  });

  it("is offline when no app serves AgentAPI, without a request", async () => {
    await expect(calls().activity(withoutApp, anyCall())).resolves.toMatchObject({
      isOffline: true,
      problem: "no app of its workspace serves AgentAPI",
    });
  });
});

describe("AiAppCalls.send", () => {
  const send = () => calls().send(at("ant"), "Write tests", anyCall());
  const answer = (response: Parameters<typeof cassettes.answer>[2]) =>
    cassettes.answer("POST", `${app}/message`, response);

  it("sends the text as the user's", async () => {
    answer({ status: 200, json: { ok: true } });

    await expect(send()).resolves.toBe("yes");
    expect(cassettes.requests[0]?.body).toEqual({ type: "user", content: "Write tests" });
  });

  it("does not know what became of a text whose answer was lost, and does not send it again", async () => {
    answer("network-error");

    await expect(send()).resolves.toBe("unknown");
    expect(cassettes.requests).toHaveLength(1);
  });

  it("fails when the text was certainly not delivered", async () => {
    answer({ status: 401, json: { message: "no" } });

    await expect(send()).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is offline where there is no app", async () => {
    await expect(calls().send(withoutApp, "x", anyCall())).rejects.toMatchObject({
      code: "offline",
      message: 'The coding CLI of agent "ant" cannot be reached: no app of its workspace serves AgentAPI.',
    });
  });
});

describe("AiAppCalls.interrupt", () => {
  it("presses ESC", async () => {
    cassettes.answer("POST", `${app}/message`, { status: 200, json: { ok: true } });

    await calls().interrupt(at("ant"), anyCall());

    expect(cassettes.requests[0]?.body).toEqual({ type: "raw", content: "\u001b" });
  });

  it("fails naming the agent", async () => {
    cassettes.answer("POST", `${app}/message`, { status: 401, json: { message: "no" } });

    await expect(calls().interrupt(at("ant"), anyCall())).rejects.toMatchObject({
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("AiAppCalls.type", () => {
  it("types keys as they are", async () => {
    cassettes.answer("POST", `${app}/message`, { status: 200, json: { ok: true } });

    await expect(calls().type(at("ant"), "\u001b[A", anyCall())).resolves.toBe("yes");
    expect(cassettes.requests[0]?.body).toEqual({ type: "raw", content: "\u001b[A" });
  });

  it("does not know what became of keys whose answer was lost", async () => {
    cassettes.answer("POST", `${app}/message`, "network-error");

    await expect(calls().type(at("ant"), "y", anyCall())).resolves.toBe("unknown");
  });

  it("is offline where there is no app", async () => {
    await expect(calls().type(withoutApp, "y", anyCall())).rejects.toMatchObject({ code: "offline" });
  });
});

// Written by hand: no recording holds an upload.
describe("AiAppCalls.upload", () => {
  const upload = (agent = at("ant")) => calls().upload(agent, { name: "task.md", text: "Sing" }, anyCall());
  const answer = (response: Parameters<typeof cassettes.answer>[2]) =>
    cassettes.answer("POST", `${app}/upload`, response);

  it("puts a file on the machine and gives its path", async () => {
    answer({ status: 200, json: { ok: true, filePath: "/tmp/1/task.md" } });

    await expect(upload()).resolves.toBe("/tmp/1/task.md");
  });

  it("is unsupported by an older AgentAPI", async () => {
    answer({ status: 404, text: "404 page not found\n", headers: { "content-type": "text/plain" } });

    await expect(upload()).rejects.toMatchObject({
      code: "unsupported",
      message: 'AgentAPI of agent "ant" takes no files: it is older than 0.10.',
    });
  });

  it("is unsupported where there is no app", async () => {
    await expect(calls().upload(withoutApp, { name: "task.md", text: "x" }, anyCall())).rejects.toMatchObject({
      code: "unsupported",
      message: 'No app of agent "ant" takes files.',
    });
  });

  it("fails naming the agent", async () => {
    answer({ status: 401, json: { message: "no" } });

    await expect(upload()).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("AiAppCalls.conversation", () => {
  it("reads everything that was said, oldest first, whoever said it", async () => {
    const message = (id: number, role: string) => ({
      id,
      role,
      content: `${role} ${id}`,
      time: "2026-01-01T00:00:00Z",
    });
    cassettes.answer("GET", `${app}/messages`, {
      status: 200,
      json: { messages: [message(0, "agent"), message(1, "user"), message(2, "assistant")] },
    });

    await expect(calls().conversation(at("ant"), anyCall())).resolves.toEqual([
      { from: "agent", time: "2026-01-01T00:00:00Z", text: "agent 0" },
      { from: "user", time: "2026-01-01T00:00:00Z", text: "user 1" },
      { from: "agent", time: "2026-01-01T00:00:00Z", text: "assistant 2" },
    ]);
  });

  it("is offline where there is no app", async () => {
    await expect(calls().conversation(withoutApp, anyCall())).rejects.toMatchObject({ code: "offline" });
  });
});
