import { silentLogger } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeRecord } from "../../test/make-record.ts";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";
import { createAgentApiBackend } from "./agentapi-backend.ts";
import { createAiAppCalls } from "./ai-app-calls.ts";
import { createTasksBackend } from "./tasks-backend.ts";

const cassettes = useCassettes();
const ownTask = "/api/v2/tasks/me/task-1";
const app = "/@riley/ant.main/apps/ai";
const builds = "/api/v2/workspaces/workspace-1/builds";

function makeBackend(owner = "me") {
  const coder = makeCoder();
  const calls = createAiAppCalls(coder);
  return createTasksBackend({
    coder,
    owner,
    calls,
    otherwise: createAgentApiBackend({ coder, owner, calls, log: silentLogger }),
  });
}
const record = (over: Parameters<typeof makeRecord>[0] = {}) => makeRecord({ task_id: "task-1", ...over });
const reporting = (state: string) =>
  record({ build: { agents: [makeAgent({ apps: [makeApp({ statuses: [makeStatus(state, 1)] })] })] } });
const task = (over: object = {}) => ({
  id: "task-1",
  name: "ant",
  owner_id: "riley-id",
  owner_name: "riley",
  workspace_id: "workspace-1",
  initial_prompt: "Fix the login bug",
  status: "active",
  current_state: null,
  created_at: "2026-01-01T00:00:00.050Z",
  ...over,
});
const answer = (method: string, path: string, status: number, json?: unknown) =>
  cassettes.answer(method, path, json === undefined ? { status } : { status, json });
/** How Coder says that the task object is gone, and how one without Tasks API says so. */
const absences = ["Resource not found or you do not have access to this resource", "Route not found."];
const order = { name: "ant", versionId: "version-1", presetId: undefined, promptParameter: undefined };
const sent = () => cassettes.requests.map(({ method, url }) => `${method} ${url}`);

describe("the tasks backend: create", () => {
  it("creates a task of its owner and returns its workspace", async () => {
    answer("POST", "/api/v2/tasks/sam", 201, task());

    const creating = makeBackend("sam").create(
      { ...order, presetId: "preset-1", task: "Fix the login bug" },
      anyCall(),
    );

    await expect(creating).resolves.toBe("workspace-1");
    expect(cassettes.requests[0]?.body).toEqual({
      template_version_id: "version-1",
      template_version_preset_id: "preset-1",
      input: "Fix the login bug",
      name: "ant",
    });
  });

  it("creates a task without words when there is no first task", async () => {
    answer("POST", "/api/v2/tasks/me", 201, task({ initial_prompt: "" }));

    await expect(makeBackend().create({ ...order, task: undefined }, anyCall())).resolves.toBe("workspace-1");
    expect(cassettes.requests[0]?.body).toEqual({ template_version_id: "version-1", input: "", name: "ant" });
  });

  it("uses the prompt parameter on a Coder that has no tasks any more", async () => {
    answer("POST", "/api/v2/tasks/me", 404, { message: "Route not found." });
    answer("POST", "/api/v2/users/me/workspaces", 201, makeWorkspace());
    answer("GET", "/api/v2/workspacebuilds/build-1/parameters", 200, [{ name: "ai_prompt", value: "Sing" }]);

    const creating = makeBackend().create({ ...order, promptParameter: "ai_prompt", task: "Sing" }, anyCall());

    await expect(creating).resolves.toBe("workspace-1");
  });

  it("refuses on such a Coder what has no prompt parameter either", async () => {
    answer("POST", "/api/v2/tasks/me", 404, { message: "Route not found." });

    await expect(makeBackend().create({ ...order, task: "Sing" }, anyCall())).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(/^This Coder has no tasks, and the project has no parameter "ai_prompt".*"ant"/),
    });
  });

  it("fails when Coder did not keep the task", async () => {
    answer("POST", "/api/v2/tasks/me", 201, task({ initial_prompt: "Fix" }));

    await expect(makeBackend().create({ ...order, task: "Fix the login bug" }, anyCall())).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "ant" was created, but Coder did not keep its first task.',
    });
  });

  it("fails when the task has no workspace", async () => {
    answer("POST", "/api/v2/tasks/me", 201, task({ workspace_id: null }));

    await expect(makeBackend().create({ ...order, task: "Fix the login bug" }, anyCall())).rejects.toMatchObject({
      code: "unavailable",
      message: 'Coder accepted agent "ant" but gave it no workspace.',
    });
  });

  it("is refused naming the agent", async () => {
    answer("POST", "/api/v2/tasks/me", 400, { message: 'Template does not have a valid "coder_ai_task" resource.' });

    await expect(makeBackend().create({ ...order, task: "x" }, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("the tasks backend: activity", () => {
  const unreachable = () =>
    cassettes.answer("GET", `${app}/status`, {
      status: 403,
      text: "<html><h1>403 - Forbidden</h1></html>",
      headers: { "content-type": "text/html", "x-coder-build-version": "v2.31.9" },
    });
  const state = (word: string) => ({ timestamp: "2026-01-01T00:00:12Z", state: word, message: "", uri: "" });

  it("asks the app first", async () => {
    answer("GET", `${app}/status`, 200, { status: "running" });

    await expect(makeBackend().activity(reporting("idle"), anyCall())).resolves.toMatchObject({
      isBusy: true,
      evidence: "asked",
    });
  });

  it.each([
    ["idle", "working", true],
    ["working", "idle", false],
    ["working", "complete", false],
  ])(
    "takes Coder's current state where the app cannot be asked: reported %s, current %s",
    async (old, word, isBusy) => {
      unreachable();
      answer("GET", ownTask, 200, task({ current_state: state(word) }));

      await expect(makeBackend().activity(reporting(old), anyCall())).resolves.toMatchObject({
        isBusy,
        evidence: "reported",
        problem: "its coding CLI could not be asked (path_apps_disabled)",
      });
    },
  );

  it("keeps the last report when the task has no current state", async () => {
    unreachable();
    answer("GET", ownTask, 200, task());

    await expect(makeBackend().activity(reporting("working"), anyCall())).resolves.toMatchObject({ isBusy: true });
  });

  it.each(absences)("keeps the last report when the task is gone: %s", async (message) => {
    unreachable();
    answer("GET", ownTask, 404, { message });

    await expect(makeBackend().activity(reporting("working"), anyCall())).resolves.toMatchObject({ isBusy: true });
  });

  it("asks no further about an agent that is offline", async () => {
    await expect(makeBackend().activity({ ...record(), app: undefined }, anyCall())).resolves.toMatchObject({
      isOffline: true,
    });
  });

  it("fails when the task cannot be read for another reason", async () => {
    unreachable();
    answer("GET", ownTask, 401, { message: "no" });

    await expect(makeBackend().activity(record(), anyCall())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("the tasks backend: send", () => {
  const send = (agent = record()) => makeBackend().send(agent, "Write tests", anyCall());

  it("does not know what became of a text whose answer was lost, and does not send it again", async () => {
    cassettes.answer("POST", `${ownTask}/send`, "network-error");

    await expect(send()).resolves.toBe("unknown");
    expect(sent()).toEqual([`POST ${ownTask}/send`]);
  });

  it.each(absences)("goes to the app itself when the task is gone: %s", async (message) => {
    answer("POST", `${ownTask}/send`, 404, { message });
    answer("POST", `${app}/message`, 200, { ok: true });

    await expect(send()).resolves.toBe("yes");
  });

  it("goes to the app at once for an agent without a task", async () => {
    answer("POST", `${app}/message`, 200, { ok: true });

    await expect(send(makeRecord())).resolves.toBe("yes");
  });

  it("is offline when the task is not active", async () => {
    answer("POST", `${ownTask}/send`, 409, { message: "Task is paused." });

    await expect(send()).rejects.toMatchObject({ code: "offline", message: expect.stringContaining('agent "ant"') });
  });
});

describe("the tasks backend: what was said", () => {
  const entry = (id: number, type: string) => ({ id, type, content: `${type} ${id}`, time: "2026-01-01T00:00:12Z" });

  it("reads the task's log", async () => {
    answer("GET", `${ownTask}/logs`, 200, { logs: [entry(0, "output"), entry(1, "input")], snapshot: true });

    await expect(makeBackend().conversation(record(), anyCall())).resolves.toEqual([
      { from: "agent", time: "2026-01-01T00:00:12Z", text: "output 0" },
      { from: "user", time: "2026-01-01T00:00:12Z", text: "input 1" },
    ]);
  });

  it.each(absences)("reads the app's messages when the task is gone: %s", async (message) => {
    answer("GET", `${ownTask}/logs`, 404, { message });
    answer("GET", `${app}/messages`, 200, { messages: [] });

    await expect(makeBackend().conversation(record(), anyCall())).resolves.toEqual([]);
  });

  it("knows the first prompt from the task, to the second", async () => {
    answer("GET", ownTask, 200, task());

    await expect(makeBackend().firstPrompt(record(), anyCall())).resolves.toEqual({
      text: "Fix the login bug",
      at: "2026-01-01T00:00:00Z",
    });
  });

  it("has no first prompt when the task has none", async () => {
    answer("GET", ownTask, 200, task({ initial_prompt: "" }));

    await expect(makeBackend().firstPrompt(record(), anyCall())).resolves.toBeUndefined();
  });

  it("looks for it in the build when the task is gone", async () => {
    answer("GET", ownTask, 404, { message: absences[0] });
    answer("GET", "/api/v2/workspacebuilds/build-1/parameters", 200, [{ name: "ai_prompt", value: "Say hello" }]);

    await expect(makeBackend().firstPrompt(record(), anyCall())).resolves.toMatchObject({ text: "Say hello" });
  });
});

describe("the tasks backend: builds", () => {
  const workspaceBuild = () => answer("POST", builds, 201, makeWorkspace().latest_build);
  const backend = makeBackend();

  it("pauses, resumes and deletes the task", async () => {
    answer("POST", `${ownTask}/pause`, 202, {});
    answer("POST", `${ownTask}/resume`, 202, {});
    answer("DELETE", ownTask, 202);

    await backend.requestStop(record(), anyCall());
    await backend.requestStart(record(), anyCall());
    await backend.requestDelete(record(), anyCall());

    expect(sent()).toEqual([`POST ${ownTask}/pause`, `POST ${ownTask}/resume`, `DELETE ${ownTask}`]);
  });

  it.each(["requestStop", "requestStart", "requestDelete"] as const)(
    "builds the workspace itself when the task is gone: %s",
    async (request) => {
      const { method, path, transition } = {
        requestStop: { method: "POST", path: `${ownTask}/pause`, transition: "stop" },
        requestStart: { method: "POST", path: `${ownTask}/resume`, transition: "start" },
        requestDelete: { method: "DELETE", path: ownTask, transition: "delete" },
      }[request];
      answer(method, path, 404, { message: absences[1] });
      workspaceBuild();

      await backend[request](record(), anyCall());

      expect(cassettes.requests.at(-1)?.body).toEqual({ transition });
    },
  );

  it.each([
    ["after a failed build", { build: { status: "failed", job: { status: "failed" } } }],
    ["with a version its project demands", { template_require_active_version: true }],
  ])("starts the workspace itself %s: that is no resume", async (_, over) => {
    workspaceBuild();

    await backend.requestStart(record(over), anyCall());

    expect(sent()).toEqual([`POST ${builds}`]);
  });

  it("is refused naming the agent", async () => {
    answer("POST", `${ownTask}/pause`, 409, { message: "A workspace build is already active." });

    await expect(backend.requestStop(record(), anyCall())).rejects.toMatchObject({
      code: "busy",
      message: 'Another build or message of agent "ant" is still in progress.',
    });
  });
});
