import { silentLogger } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeRecord } from "../../test/make-record.ts";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeWorkspace } from "../../test/make-workspace.ts";
import { createAgentApiBackend } from "./agentapi-backend.ts";
import { createAiAppCalls } from "./ai-app-calls.ts";
import type { CreationOrder } from "./backend.ts";

const cassettes = useCassettes();
const parameters = "/api/v2/workspacebuilds/build-1/parameters";
const builds = "/api/v2/workspaces/workspace-1/builds";

function makeBackend(owner = "me") {
  const warnings: string[] = [];
  const log = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const coder = makeCoder();
  return { ...createAgentApiBackend({ coder, owner, calls: createAiAppCalls(coder), log }), warnings };
}
const order = (over: Partial<CreationOrder> = {}): CreationOrder => ({
  name: "ant",
  versionId: "version-1",
  presetId: undefined,
  promptParameter: "AI Prompt",
  task: "Fix the login bug",
  ...over,
});
const created = (owner = "me") =>
  cassettes.answer("POST", `/api/v2/users/${owner}/workspaces`, { status: 201, json: makeWorkspace() });
const stored = (value: unknown, status = 200) => cassettes.answer("GET", parameters, { status, json: value });

describe("the agentapi backend: create", () => {
  it("puts the task into the parameter as the template spells it, and reads it back", async () => {
    created();
    stored([{ name: "AI Prompt", value: "Fix the login bug" }]);

    await expect(makeBackend().create(order({ presetId: "preset-1" }), anyCall())).resolves.toBe("workspace-1");
    expect(cassettes.requests[0]?.body).toEqual({
      name: "ant",
      template_version_id: "version-1",
      template_version_preset_id: "preset-1",
      rich_parameter_values: [{ name: "AI Prompt", value: "Fix the login bug" }],
    });
  });

  it("creates without a task, for its configured owner, and has nothing to prove", async () => {
    created("sam");

    await makeBackend("sam").create(order({ task: undefined }), anyCall());

    expect(cassettes.requests.map(({ body }) => body)).toEqual([
      { name: "ant", template_version_id: "version-1", rich_parameter_values: [] },
    ]);
  });

  it.each([
    ["is not there", []],
    ["is another text", [{ name: "AI Prompt", value: "Say hello" }]],
    ["is in another parameter", [{ name: "ai_prompt", value: "Fix the login bug" }]],
  ])("fails when the stored task %s", async (_, value) => {
    created();
    stored(value);

    await expect(makeBackend().create(order(), anyCall())).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "ant" was created, but Coder did not keep its first task in the parameter AI Prompt.',
    });
  });

  it("fails when the template has no parameter for a task", async () => {
    created();
    stored([]);

    await expect(makeBackend().create(order({ promptParameter: undefined }), anyCall())).rejects.toMatchObject({
      message: 'Agent "ant" was created, but Coder did not keep its first task in the parameter ai_prompt.',
    });
  });

  it("says that the agent is there when its task could not be read back", async () => {
    created();
    stored({ message: "no" }, 403);

    await expect(makeBackend().create(order(), anyCall())).rejects.toMatchObject({
      name: "RepositoryError",
      code: "forbidden",
      message: 'Agent "ant" was created, but whether it got its first task could not be read back (forbidden).',
    });
  });

  it("ends with its caller while it reads back", async () => {
    created();
    cassettes.answer("GET", parameters, "hang");
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("the caller left")), 30);

    await expect(makeBackend().create(order(), { signal: caller.signal })).rejects.toThrow("the caller left");
  });

  it.each([
    [409, "This value is already in use and should be unique.", "already_exists"],
    [400, 'Validation failed for tag "workspace_name"', "invalid_input"],
  ])("is refused naming the agent: %d %s", async (status, detail, code) => {
    cassettes.answer("POST", "/api/v2/users/me/workspaces", {
      status,
      json: { message: "Refused.", validations: [{ field: "name", detail }] },
    });

    await expect(makeBackend().create(order(), anyCall())).rejects.toMatchObject({
      code,
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("the agentapi backend: firstPrompt", () => {
  it("is the prompt parameter of the first build", async () => {
    stored([
      { name: "repo", value: "x" },
      { name: "AI Prompt", value: "Fix the login bug" },
    ]);

    await expect(makeBackend().firstPrompt(makeRecord(), anyCall())).resolves.toEqual({
      text: "Fix the login bug",
      at: "2026-01-01T00:00:00Z",
    });
  });

  it.each([
    ["no such parameter", [{ name: "repo", value: "x" }]],
    ["an empty one", [{ name: "ai_prompt", value: "" }]],
  ])("is nothing with %s", async (_, value) => {
    stored(value);

    await expect(makeBackend().firstPrompt(makeRecord(), anyCall())).resolves.toBeUndefined();
  });

  it("is nothing after another build, without a request", async () => {
    const restarted = makeRecord({ build: { build_number: 3 } });

    await expect(makeBackend().firstPrompt(restarted, anyCall())).resolves.toBeUndefined();
  });

  it("is nothing when it cannot be read, and that is logged", async () => {
    stored({ message: "no" }, 403);
    const backend = makeBackend();

    await expect(backend.firstPrompt(makeRecord(), anyCall())).resolves.toBeUndefined();
    expect(backend.warnings).toEqual(["the first task of an agent could not be read"]);
  });

  it("fails when Coder refuses the token", async () => {
    stored({ message: "no" }, 401);

    await expect(makeBackend().firstPrompt(makeRecord(), anyCall())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("the agentapi backend: builds", () => {
  const accepted = () => cassettes.answer("POST", builds, { status: 201, json: makeWorkspace().latest_build });
  const sent = () => cassettes.requests.map(({ body }) => body);

  it("stops, deletes and starts with the version it had", async () => {
    accepted();
    accepted();
    accepted();
    const backend = makeBackend();

    await backend.requestStop(makeRecord(), anyCall());
    await backend.requestDelete(makeRecord(), anyCall());
    await backend.requestStart(makeRecord(), anyCall());

    expect(sent()).toEqual([{ transition: "stop" }, { transition: "delete" }, { transition: "start" }]);
  });

  it("starts with the version that its project demands", async () => {
    accepted();
    const demanding = { template_require_active_version: true, template_active_version_id: "version-2" };

    await makeBackend().requestStart(makeRecord(demanding), anyCall());

    expect(sent()).toEqual([{ transition: "start", template_version_id: "version-2" }]);
  });

  it("refuses naming the agent", async () => {
    cassettes.answer("POST", builds, { status: 409, json: { message: "A workspace build is already active." } });

    await expect(makeBackend().requestStop(makeRecord(), anyCall())).rejects.toMatchObject({
      code: "busy",
      message: expect.stringContaining('agent "ant"'),
    });
  });
});
