import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();

async function taskOf(client: ReturnType<typeof makeClient>, name: string): Promise<string> {
  const { task_id } = await client.workspaces.getByName("me", name, anyCall());
  return task_id ?? "";
}

async function versionOf(client: ReturnType<typeof makeClient>, template: string, query?: string): Promise<string> {
  const templates = await client.templates.list(query, anyCall());
  return templates.find(({ name }) => name === template)?.active_version_id ?? "";
}

describe("tasks.list", () => {
  it("gives all tasks that match, newest first", async () => {
    cassettes.play("tasks/list-own");

    const tasks = await makeClient().tasks.list("owner:me", anyCall());

    expect(tasks.map(({ name, status, current_state: state }) => [name, status, state?.state])).toEqual([
      ["dab", "active", "failure"],
      ["cod", "paused", "idle"],
      ["bee", "active", "working"],
      ["ant", "active", "idle"],
    ]);
    expect(cassettes.requests[0]?.url).toBe("/api/v2/tasks?q=owner%3Ame");
  });

  it("is unsupported where Coder has no Tasks API", async () => {
    cassettes.answer("GET", "/api/v2/tasks?q=owner%3Ame", { status: 404, json: { message: "Route not found." } });

    const listing = makeClient().tasks.list("owner:me", anyCall());

    await expect(listing).rejects.toMatchObject({ code: "unsupported", reason: "route_not_found", status: 404 });
  });

  it("is invalid input with a query that Coder does not know", async () => {
    cassettes.play("tasks/list-bad-query");

    const listing = makeClient().tasks.list("bogus:key", anyCall());

    await expect(listing).rejects.toMatchObject({ code: "invalid_input", status: 400, fields: ["bogus"] });
  });
});

describe("tasks.get", () => {
  it("gives one task", async () => {
    cassettes.play("tasks/get-active");
    const client = makeClient();

    const task = await client.tasks.get("me", await taskOf(client, "ant"), anyCall());

    expect(task).toEqual({
      id: "00000000-0000-4000-8000-000000000018",
      name: "ant",
      display_name: "Fix the login bug work=2",
      owner_id: "00000000-0000-4000-8000-000000000002",
      owner_name: "riley",
      workspace_id: "00000000-0000-4000-8000-000000000001",
      workspace_app_id: "00000000-0000-4000-8000-000000000013",
      workspace_status: "running",
      initial_prompt: "Fix the login bug work=2",
      status: "active",
      current_state: {
        timestamp: "2026-01-01T00:00:03.359Z",
        state: "idle",
        message: "Done: Fix the login bug",
        uri: "",
      },
      created_at: "2026-01-01T00:00:00.000Z",
    });
  });

  it("is not_found for a task nobody made", async () => {
    cassettes.play("tasks/get-missing");

    const getting = makeClient().tasks.get("me", "no-such-task", anyCall());

    await expect(getting).rejects.toMatchObject({ code: "not_found", reason: "missing", status: 404 });
  });
});

describe("tasks.create", () => {
  it("makes a task from a version and a preset", async () => {
    cassettes.play("tasks/create-with-role");
    const client = makeClient();
    const version = await versionOf(client, "shop-backend", "has-ai-task:true");
    const [preset] = await client.templates.presets(version, anyCall());

    const task = await client.tasks.create(
      "me",
      {
        name: "otter",
        template_version_id: version,
        template_version_preset_id: preset?.id,
        input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42",
      },
      anyCall(),
    );

    expect(task).toMatchObject({ name: "otter", status: "initializing", workspace_app_id: null });
  });

  it.each([
    ["heron", "tasks/create-name-taken", "already_exists", "name_taken", 409],
    ["bad_name", "tasks/create-bad-name", "invalid_input", "bad_name", 400],
  ])("refuses the name %s", async (name, cassette, code, reason, status) => {
    cassettes.play(cassette);
    const client = makeClient();
    const version = await versionOf(client, "shop-backend", "has-ai-task:true");

    const creating = client.tasks.create("me", { name, template_version_id: version, input: "x" }, anyCall());

    await expect(creating).rejects.toMatchObject({ code, reason, status, delivered: "no" });
  });

  it("refuses a template that cannot run tasks", async () => {
    cassettes.play("tasks/create-without-ai");
    const client = makeClient();
    const version = await versionOf(client, "docs-site");

    const creating = client.tasks.create("me", { name: "heron4", template_version_id: version, input: "x" }, anyCall());

    await expect(creating).rejects.toMatchObject({ code: "invalid_input", reason: "not_ai_template", status: 400 });
  });
});

describe("tasks.send", () => {
  it("delivers a prompt to an agent at rest", async () => {
    cassettes.play("tasks/send-idle");
    const client = makeClient();
    const task = await taskOf(client, "otter");

    await client.tasks.send("me", task, "Write the changelog work=5", anyCall());

    expect(cassettes.requests.at(-1)).toMatchObject({
      method: "POST",
      url: `/api/v2/tasks/me/${task}/send`,
      body: { input: "Write the changelog work=5" },
    });
  });

  it.each([
    ["from 2.32 on", "tasks/send-busy", 409],
    ["before 2.32", "tasks/send-busy-before-2-32", 502],
  ])(
    "is busy while the agent works, and proves that nothing arrived, as Coder says it %s",
    async (_, cassette, status) => {
      cassettes.play(cassette);
      const client = makeClient();
      const task = await taskOf(client, "otter");

      const sending = client.tasks.send("me", task, "Bump the version", anyCall());

      await expect(sending).rejects.toMatchObject({ code: "busy", reason: "agent_busy", status, delivered: "no" });
    },
  );

  it.each([
    ["has not started", "tasks/send-initializing", "too early"],
    ["is paused", "tasks/send-paused", "hello"],
  ])("is offline while the agent %s", async (_, cassette, input) => {
    cassettes.play(cassette);
    const client = makeClient();
    const task = await taskOf(client, "heron");

    const sending = client.tasks.send("me", task, input, anyCall());

    await expect(sending).rejects.toMatchObject({ code: "offline", reason: "task_not_active", delivered: "no" });
  });

  it("refuses an empty prompt", async () => {
    cassettes.play("tasks/send-empty");
    const client = makeClient();
    const task = await taskOf(client, "heron");

    const sending = client.tasks.send("me", task, "", anyCall());

    await expect(sending).rejects.toMatchObject({ code: "invalid_input", reason: "input_empty", status: 400 });
  });

  it.each([
    ["Task must be active.", 400, "task_not_active", "offline"],
    ["Task status must be active.", 400, "task_not_active", "offline"],
    ["Something else is the matter.", 409, "other", "internal"],
    ["Resource not found or you do not have access to this resource", 404, "missing", "not_found"],
  ])("understands %j (%i) as %s", async (message, status, reason, code) => {
    cassettes.answer("POST", "/api/v2/tasks/me/t1/send", { status, json: { message } });

    const sending = makeClient().tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({ code, reason, status, delivered: "no" });
  });
});

describe("tasks.logs", () => {
  it("gives the conversation of an active task", async () => {
    cassettes.play("tasks/logs-of-active");
    const client = makeClient();

    const { logs, snapshot } = await client.tasks.logs("me", await taskOf(client, "ant"), anyCall());

    expect(snapshot).toBe(false);
    expect(logs).toMatchObject([{ id: 0, type: "output", time: "2026-01-01T00:00:03.394Z" }]);
    expect(logs[0]?.content).toContain("> Fix the login bug work=2");
  });

  it("gives what is left of a paused task, which may be nothing", async () => {
    cassettes.play("tasks/logs-of-paused");
    const client = makeClient();

    const logs = await client.tasks.logs("me", await taskOf(client, "cod"), anyCall());

    expect(logs).toEqual({ logs: [], snapshot: true });
  });

  it("is offline in states without logs", async () => {
    const json = { message: "Cannot fetch logs for task in current state." };
    cassettes.answer("GET", "/api/v2/tasks/me/t1/logs", { status: 409, json });

    const reading = makeClient().tasks.logs("me", "t1", anyCall());

    await expect(reading).rejects.toMatchObject({ code: "offline", reason: "task_not_active" });
  });
});

describe("tasks.pause and tasks.resume", () => {
  it("pause an active task", async () => {
    cassettes.play("tasks/pause-active");
    const client = makeClient();
    const task = await taskOf(client, "lynx");

    await client.tasks.pause("me", task, anyCall());

    expect(cassettes.requests.at(-1)).toMatchObject({ method: "POST", url: `/api/v2/tasks/me/${task}/pause` });
  });

  it("resume a paused task", async () => {
    cassettes.play("tasks/resume-paused");
    const client = makeClient();
    const task = await taskOf(client, "lynx");

    await client.tasks.resume("me", task, anyCall());

    expect(cassettes.requests.at(-1)).toMatchObject({ method: "POST", url: `/api/v2/tasks/me/${task}/resume` });
  });

  it("say that a task is running already", async () => {
    cassettes.play("tasks/resume-active");
    const client = makeClient();

    const resuming = client.tasks.resume("me", await taskOf(client, "heron"), anyCall());

    await expect(resuming).rejects.toMatchObject({ code: "busy", reason: "already_running", status: 409 });
  });
});

describe("tasks.delete", () => {
  it("takes an answer without a body for done", async () => {
    cassettes.play("tasks/delete-active");
    const client = makeClient();
    const task = await taskOf(client, "otter");

    await client.tasks.delete("me", task, anyCall());

    expect(cassettes.requests.at(-1)).toMatchObject({ method: "DELETE", url: `/api/v2/tasks/me/${task}` });
  });

  it("is busy while the workspace is being built", async () => {
    cassettes.play("tasks/delete-during-build");
    const client = makeClient();

    const deleting = client.tasks.delete("me", await taskOf(client, "heron"), anyCall());

    await expect(deleting).rejects.toMatchObject({ code: "busy", reason: "build_active", delivered: "no" });
  });
});
