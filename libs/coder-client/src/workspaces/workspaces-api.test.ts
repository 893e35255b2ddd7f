import { describe, expect, it } from "@jest/globals";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();

/** What every refusal of a name starts with: the version that the name is meant for. */
async function docsSiteVersion(client: ReturnType<typeof makeClient>): Promise<string> {
  const templates = await client.templates.list(undefined, anyCall());
  return templates.find(({ name }) => name === "docs-site")?.active_version_id ?? "";
}

describe("workspaces.list", () => {
  it("gives one page and the count of all, whatever the page holds", async () => {
    cassettes.play("workspaces/list-page");

    const page = await makeClient().workspaces.list({ q: "owner:me", limit: 3, offset: 3 }, anyCall());

    expect(page.workspaces.map(({ name }) => name)).toEqual(["eel", "scratch", "cod"]);
    expect(page.workspaces.map(({ latest_build: build }) => build.status)).toEqual(["running", "running", "stopped"]);
    expect(page.count).toBe(9);
    expect(cassettes.requests[0]?.url).toBe("/api/v2/workspaces?limit=3&offset=3&q=owner%3Ame");
  });

  it("is empty past the end, with the true count", async () => {
    cassettes.play("workspaces/list-past-end");

    const page = await makeClient().workspaces.list({ q: "owner:me", limit: 100, offset: 500 }, anyCall());

    expect(page).toEqual({ workspaces: [], count: 9 });
  });

  it("is rate_limited with the seconds when the wait is long, and does not wait", async () => {
    cassettes.play("workspaces/list-rate-limited");
    const clock = createFakeClock();

    const listing = makeClient({ clock }).workspaces.list({ q: "owner:me", limit: 100, offset: 0 }, anyCall());

    await expect(listing).rejects.toMatchObject({
      code: "rate_limited",
      reason: "rate_limited",
      status: 429,
      retryAfterSeconds: 60,
    });
    expect(clock.sleeps).toEqual([]);
  });
});

describe("workspaces.getByName and workspaces.getById", () => {
  it("give the same workspace, with what we read of it and nothing else", async () => {
    cassettes.play("workspaces/get-running");
    const client = makeClient();

    const byName = await client.workspaces.getByName("me", "ant", anyCall());
    const byId = await client.workspaces.getById(byName.id, anyCall());

    const { latest_build: build, ...workspace } = byName;
    const { resources, ...rest } = build;
    expect(byId).toEqual(byName);
    expect(workspace).toEqual({
      id: "00000000-0000-4000-8000-000000000001",
      name: "ant",
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-01-01T00:00:00.000Z",
      last_used_at: "2026-01-01T00:00:00.000Z",
      owner_id: "00000000-0000-4000-8000-000000000002",
      owner_name: "riley",
      organization_id: "00000000-0000-4000-8000-000000000003",
      organization_name: "coder",
      template_id: "00000000-0000-4000-8000-000000000004",
      template_name: "shop-backend",
      template_display_name: "Shop backend",
      template_active_version_id: "00000000-0000-4000-8000-000000000005",
      template_allow_user_cancel_workspace_jobs: false,
      template_require_active_version: false,
      outdated: true,
      is_prebuild: false,
      task_id: "00000000-0000-4000-8000-000000000018",
      health: { healthy: true },
      latest_app_status: {
        id: "00000000-0000-4000-8000-000000000014",
        created_at: "2026-01-01T00:00:03.357Z",
        app_id: "00000000-0000-4000-8000-000000000013",
        agent_id: "00000000-0000-4000-8000-000000000012",
        state: "idle",
        message: "Done: Fix the login bug",
        uri: "",
      },
      dormant_at: null,
    });
    expect(rest).toEqual({
      id: "00000000-0000-4000-8000-000000000006",
      created_at: "2026-01-01T00:00:00.029Z",
      updated_at: "2026-01-01T00:00:00.125Z",
      build_number: 1,
      transition: "start",
      status: "running",
      reason: "initiator",
      template_version_id: "00000000-0000-4000-8000-000000000007",
      template_version_preset_id: "00000000-0000-4000-8000-000000000017",
      has_ai_task: true,
      initiator_name: "riley",
      job: {
        id: "00000000-0000-4000-8000-000000000008",
        status: "succeeded",
        created_at: "2026-01-01T00:00:00.029Z",
        started_at: "2026-01-01T00:00:00.037Z",
        completed_at: "2026-01-01T00:00:00.125Z",
      },
    });
    expect(resources.flatMap(({ agents }) => agents)).toMatchObject([
      {
        id: "00000000-0000-4000-8000-000000000012",
        parent_id: null,
        name: "main",
        status: "connected",
        lifecycle_state: "ready",
        connection_timeout_seconds: 120,
        health: { healthy: true },
        apps: [
          {
            id: "00000000-0000-4000-8000-000000000013",
            slug: "ai",
            health: "healthy",
            url: "http://localhost:3284",
            healthcheck: { url: "http://localhost:3284/status" },
            statuses: [{ state: "idle" }, { state: "complete" }, { state: "working" }],
          },
        ],
      },
    ]);
  });

  it("say why a start failed", async () => {
    cassettes.play("workspaces/get-failed-start");

    const { latest_build: build } = await makeClient().workspaces.getByName("me", "fox", anyCall());

    expect(build).toMatchObject({
      status: "failed",
      transition: "start",
      job: { status: "failed", error: "Error: quota exceeded" },
    });
  });

  it("are not_found for a name nobody has", async () => {
    cassettes.play("workspaces/get-missing");

    const getting = makeClient().workspaces.getByName("me", "no-such-agent", anyCall());

    await expect(getting).rejects.toMatchObject({
      code: "not_found",
      reason: "missing",
      status: 404,
      path: "/api/v2/users/me/workspace/no-such-agent",
      message:
        "Coder does not have this, or the token may not see it. (GET /api/v2/users/me/workspace/no-such-agent, status 404)",
    });
  });

  it("accept what releases leave out, and words nobody knows yet", async () => {
    cassettes.play("workspaces/get-failed-start");
    const known = await makeClient().workspaces.getByName("me", "fox", anyCall());
    const { is_prebuild: _, task_id: __, latest_app_status: ___, ...older } = known;
    const build = { ...known.latest_build, status: "pondering", resources: null, has_ai_task: null };
    cassettes.answer("GET", "/api/v2/workspaces/w1", { status: 200, json: { ...older, latest_build: build } });

    const workspace = await makeClient().workspaces.getById("w1", anyCall());

    expect(workspace.is_prebuild).toBe(false);
    expect(workspace.task_id).toBeUndefined();
    expect(workspace.latest_build).toMatchObject({ status: "pondering", resources: [], has_ai_task: null });
  });

  it("accept resources without agents and agents without apps", async () => {
    cassettes.play("workspaces/get-failed-start");
    const known = await makeClient().workspaces.getByName("me", "fox", anyCall());
    const agent = {
      id: "a1",
      name: "main",
      status: "connecting",
      lifecycle_state: "created",
      created_at: "2026",
      apps: null,
    };
    const build = { ...known.latest_build, resources: [{}, { agents: null }, { agents: [agent] }] };
    cassettes.answer("GET", "/api/v2/workspaces/w1", { status: 200, json: { ...known, latest_build: build } });

    const workspace = await makeClient().workspaces.getById("w1", anyCall());

    expect(workspace.latest_build.resources).toEqual([
      { agents: [] },
      { agents: [] },
      { agents: [{ ...agent, apps: [] }] },
    ]);
  });
});

describe("workspaces.create", () => {
  it("makes a workspace from a version, a preset and parameters", async () => {
    cassettes.play("workspaces/create-with-role");
    const client = makeClient();
    const version = await docsSiteVersion(client);
    const [preset] = await client.templates.presets(version, anyCall());

    const created = await client.workspaces.create(
      "me",
      {
        name: "finch",
        template_version_id: version,
        template_version_preset_id: preset?.id,
        rich_parameter_values: [{ name: "ai_prompt", value: "Write the quick start work=3" }],
      },
      anyCall(),
    );

    expect(created).toMatchObject({ name: "finch", latest_build: { status: "pending", transition: "start" } });
    expect(cassettes.requests.at(-1)).toMatchObject({
      method: "POST",
      url: "/api/v2/users/me/workspaces",
      body: {
        name: "finch",
        template_version_id: "00000000-0000-4000-8000-000000000006",
        template_version_preset_id: "00000000-0000-4000-8000-000000000009",
        rich_parameter_values: [{ name: "ai_prompt", value: "Write the quick start work=3" }],
      },
    });
  });

  it("is already_exists when the name is taken", async () => {
    cassettes.play("workspaces/create-name-taken");
    const client = makeClient();
    const version = await docsSiteVersion(client);

    const creating = client.workspaces.create("me", { name: "crane", template_version_id: version }, anyCall());

    await expect(creating).rejects.toMatchObject({
      code: "already_exists",
      reason: "name_taken",
      status: 409,
      delivered: "no",
      fields: ["name"],
    });
  });

  it.each([
    ["characters", "bad_name", "workspaces/create-bad-name"],
    ["a reserved word", "new", "workspaces/create-reserved-name"],
    ["33 characters", "x".repeat(33), "workspaces/create-long-name"],
  ])("is invalid input when the name has %s that Coder does not accept", async (_, name, cassette) => {
    cassettes.play(cassette);
    const client = makeClient();
    const version = await docsSiteVersion(client);

    const creating = client.workspaces.create("me", { name, template_version_id: version }, anyCall());

    await expect(creating).rejects.toMatchObject({
      code: "invalid_input",
      reason: "bad_name",
      status: 400,
      delivered: "no",
    });
  });

  it.each([
    [
      "parameter_missing",
      400,
      "invalid_input",
      {
        message: "Unable to validate parameters",
        validations: [{ field: "ticket", detail: "Required parameter not provided; parameter value is null" }],
      },
      ["ticket"],
    ],
    [
      "other",
      400,
      "invalid_input",
      {
        message: 'Template version "v0" doesn\'t exist.',
        validations: [{ field: "template_version_id", detail: "template not found" }],
      },
      ["template_version_id"],
    ],
    [
      "name_taken",
      400,
      "already_exists",
      { message: "x", validations: [{ field: "name", detail: "This value is already in use and should be unique." }] },
      ["name"],
    ],
    ["version_importing", 406, "busy", { message: "The provided template version is still importing." }, []],
    ["licence", 403, "forbidden", { message: "Build is not permitted: not entitled", validations: null }, []],
    ["forbidden", 403, "forbidden", { message: "Unauthorized to create workspace." }, []],
  ])("gives reason %s for a refusal with status %i", async (reason, status, code, json, fields) => {
    cassettes.answer("POST", "/api/v2/users/me/workspaces", { status, json });

    const creating = makeClient().workspaces.create("me", { name: "a", template_version_id: "v0" }, anyCall());

    await expect(creating).rejects.toMatchObject({ code, reason, status, fields, delivered: "no" });
  });
});

describe("workspaces.builds and workspaces.createBuild", () => {
  it("list the builds of a workspace, newest first", async () => {
    cassettes.play("workspaces/list-builds");
    const client = makeClient();
    const { id } = await client.workspaces.getByName("me", "cod", anyCall());

    const builds = await client.workspaces.builds(id, anyCall());

    expect(builds.map(({ build_number, transition, reason }) => [build_number, transition, reason])).toEqual([
      [2, "stop", "task_manual_pause"],
      [1, "start", "initiator"],
    ]);
  });

  it("queue a build, and are busy while one is in progress", async () => {
    cassettes.play("workspaces/stop-running");
    const client = makeClient();
    const { id } = await client.workspaces.getByName("me", "finch", anyCall());

    const stop = await client.workspaces.createBuild(id, { transition: "stop" }, anyCall());
    const starting = client.workspaces.createBuild(id, { transition: "start" }, anyCall());

    expect(stop).toMatchObject({ transition: "stop", status: "pending", resources: [] });
    await expect(starting).rejects.toMatchObject({
      code: "busy",
      reason: "build_active",
      status: 409,
      delivered: "no",
    });
  });

  it("are busy when Coder says in other words that somebody was quicker", async () => {
    cassettes.answer("POST", "/api/v2/workspaces/w1/builds", {
      status: 409,
      json: { message: "Workspace is deleted." },
    });

    const starting = makeClient().workspaces.createBuild("w1", { transition: "start" }, anyCall());

    await expect(starting).rejects.toMatchObject({ code: "busy", reason: "build_active", delivered: "no" });
  });

  it("delete a workspace, which is gone when Coder answers 410", async () => {
    cassettes.play("workspaces/delete-until-gone");
    const client = makeClient();
    const { id } = await client.workspaces.getByName("me", "finch", anyCall());

    await client.workspaces.createBuild(id, { transition: "delete" }, anyCall());
    const deleting = await client.workspaces.getById(id, anyCall());
    const gone = client.workspaces.getById(id, anyCall());

    expect(deleting.latest_build.transition).toBe("delete");
    await expect(gone).rejects.toMatchObject({ code: "not_found", reason: "gone", status: 410 });
  });
});
