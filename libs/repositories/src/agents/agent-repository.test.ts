import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { makeRecord } from "../../test/make-record.ts";
import { makeRepositories } from "../../test/make-repositories.ts";
import { makeParameter, makePreset } from "../../test/make-version.ts";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";

const cassettes = useCassettes();

const answer = (path: string, json: unknown, status = 200) => cassettes.answer("GET", path, { status, json });
const listOf = (owner: string, ...workspaces: readonly unknown[]) =>
  answer(`/api/v2/workspaces?q=owner%3A${owner}&limit=100&offset=0`, { workspaces, count: workspaces.length });
const task = { task_id: "task-1" };

afterEach(() => void jest.restoreAllMocks());

describe("AgentRepository.list", () => {
  it("maps a fleet of every status and leaves out the plain workspace", async () => {
    cassettes.play("fleet-list/list-mixed");
    const { agents, warnings } = makeRepositories();

    const list = await agents.list(anyCall());

    expect(list.map(({ summary }) => [summary.name, summary.status, summary.status_reason, summary.role])).toEqual([
      ["ant", "idle", undefined, "coder"],
      ["bee", "busy", undefined, "coder"],
      ["cod", "stopped", undefined, "reviewer"],
      ["dab", "idle", undefined, "tester"],
      ["eel", "idle", undefined, "coder"],
      ["fox", "failed", "start failed: Error: quota exceeded", "coder"],
      ["gnu", "starting", undefined, "coder"],
      ["slug", "failed", "delete failed: Error: volume is still attached", "coder"],
    ]);
    expect(list.map(({ summary }) => summary.last_task)).toEqual([
      { task: "Fix the login bug", state: "completed" },
      { task: "Migrate the database", state: "working" },
      { task: "Done: Review PR 17", state: "ended" },
      { task: "Write tests", state: "failed" },
      { task: "Write docs", state: "completed" },
      undefined,
      undefined,
      undefined,
    ]);
    expect(warnings).toEqual([]);
  });

  it("maps the same fleet of a later release", async () => {
    cassettes.play("fleet-list/list-mixed-2-35");

    const list = await makeRepositories().agents.list(anyCall());

    expect(list.map(({ summary, backend }) => [summary.name, summary.status, summary.project, backend])).toEqual([
      ["ant", "idle", "shop-backend", "tasks"],
      ["bee", "busy", "shop-backend", "tasks"],
      ["cod", "stopped", "shop-backend", "tasks"],
      ["dab", "idle", "shop-backend", "tasks"],
      ["eel", "idle", "docs-site", "agentapi"],
      ["fox", "failed", "docs-site", "agentapi"],
      ["gnu", "starting", "docs-site", "agentapi"],
    ]);
  });

  it("asks for the roles of a version once, and for each version only", async () => {
    const row = (id: string, preset: string) =>
      makeWorkspace({ id, name: id, ...task, build: { template_version_preset_id: preset } });
    listOf("me", row("a", "p1"), row("b", "p2"), row("c", "unknown"));
    listOf("me", row("a", "p1"));
    answer("/api/v2/templateversions/version-1/presets", [makePreset("p1", "coder"), makePreset("p2", "tester")]);
    const { agents } = makeRepositories();

    const first = await agents.list(anyCall());
    const second = await agents.list(anyCall());

    expect(first.map(({ summary }) => summary.role)).toEqual(["coder", "tester", undefined]);
    expect(second.map(({ summary }) => summary.role)).toEqual(["coder"]);
  });

  it("shows an agent without its role when the role cannot be read, and logs that", async () => {
    listOf("me", makeWorkspace({ ...task, build: { template_version_preset_id: "p1" } }));
    answer("/api/v2/templateversions/version-1/presets", { message: "Resource not found" }, 404);
    const { agents, warnings } = makeRepositories();

    const [ant] = await agents.list(anyCall());

    expect(ant?.summary).not.toHaveProperty("role");
    expect(warnings).toEqual(["a template version could not be read"]);
  });

  it("asks for the configured owner's and drops whatever is not theirs", async () => {
    const sams = { ...task, name: "twin", owner_id: "sam-id", owner_name: "sam" };
    listOf("sam", makeWorkspace(sams), makeWorkspace({ ...task, id: "w2", name: "twin" }));

    const list = await makeRepositories({ owner: "sam" }).agents.list(anyCall());

    expect(list.map(({ ownerName }) => ownerName)).toEqual(["sam"]);
  });

  it("speaks of the fleet when Coder refuses", async () => {
    answer("/api/v2/workspaces?q=owner%3Ame&limit=100&offset=0", { message: "Forbidden." }, 403);

    await expect(makeRepositories().agents.list(anyCall())).rejects.toMatchObject({
      name: "RepositoryError",
      code: "forbidden",
      message: expect.stringContaining("the fleet"),
    });
  });
});

describe("AgentRepository.findByName", () => {
  it("says which name is missing", async () => {
    cassettes.play("agents/find-missing");

    await expect(makeRepositories().agents.findByName("no-such-agent", anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: 'Coder has no agent "no-such-agent", or it is not yours to see.',
    });
  });

  it("says that a plain workspace is no agent", async () => {
    cassettes.play("agents/find-plain");

    await expect(makeRepositories().agents.findByName("scratch", anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: '"scratch" is a workspace but no agent: its template cannot run one.',
    });
  });

  it.each([
    ["me", "me", "riley"],
    ["sam", "sam", "sam"],
  ])("finds the twin of the owner it is for: %s", async (who, owner, ownerName) => {
    cassettes.play(`agents/find-twin-of-${who}`);
    answer("/api/v2/templateversions/00000000-0000-4000-8000-000000000005/rich-parameters", [
      makeParameter("ai_prompt"),
    ]);

    const twin = await makeRepositories({ owner }).agents.findByName("twin", anyCall());

    expect(twin).toMatchObject({ ownerName, summary: { name: "twin" } });
  });

  it("refuses a row of somebody else's as missing", async () => {
    answer("/api/v2/users/sam/workspace/ant", makeWorkspace(task));

    await expect(makeRepositories({ owner: "sam" }).agents.findByName("ant", anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: 'Coder has no agent "ant", or it is not yours to see.',
    });
  });

  it("asks the task which of several apps is its own", async () => {
    const apps = [makeApp({ id: "first", slug: "first" }), makeApp({ id: "second", slug: "second" })];
    answer("/api/v2/users/me/workspace/ant", makeWorkspace({ ...task, build: { agents: [makeAgent({ apps })] } }));
    answer("/api/v2/tasks/me/task-1", makeTask({ workspace_app_id: "second" }));

    const ant = await makeRepositories().agents.findByName("ant", anyCall());

    expect(ant.app?.slug).toBe("second");
  });

  it("asks the task also when no app shows that it serves AgentAPI", async () => {
    const apps = [makeApp({ slug: "cli", healthcheck: undefined })];
    answer("/api/v2/users/me/workspace/ant", makeWorkspace({ ...task, build: { agents: [makeAgent({ apps })] } }));
    answer("/api/v2/tasks/me/task-1", makeTask({ workspace_app_id: "app-1" }));

    const ant = await makeRepositories().agents.findByName("ant", anyCall());

    expect(ant).toMatchObject({ app: { slug: "cli" }, summary: { status: "idle" } });
  });

  it.each([
    ["does not know", 200, { workspace_app_id: null }],
    ["is gone", 404, {}],
  ])("goes by the rules when the task %s", async (_, status, over) => {
    const apps = [makeApp({ id: "first", slug: "first" }), makeApp({ id: "second", slug: "second" })];
    answer("/api/v2/users/me/workspace/ant", makeWorkspace({ ...task, build: { agents: [makeAgent({ apps })] } }));
    answer("/api/v2/tasks/me/task-1", status === 200 ? makeTask(over) : { message: "Resource not found" }, status);

    const ant = await makeRepositories().agents.findByName("ant", anyCall());

    expect(ant.app?.slug).toBe("first");
  });

  it("takes the configured app without asking", async () => {
    const apps = [makeApp({ id: "first", slug: "first" }), makeApp({ id: "second", slug: "second" })];
    answer("/api/v2/users/me/workspace/ant", makeWorkspace({ ...task, build: { agents: [makeAgent({ apps })] } }));

    const ant = await makeRepositories({ appSlug: "second" }).agents.findByName("ant", anyCall());

    expect(ant.app?.slug).toBe("second");
  });

  it("ends with its caller while it asks the task", async () => {
    const apps = [makeApp({ id: "first" }), makeApp({ id: "second" })];
    answer("/api/v2/users/me/workspace/ant", makeWorkspace({ ...task, build: { agents: [makeAgent({ apps })] } }));
    cassettes.answer("GET", "/api/v2/tasks/me/task-1", "hang");
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("the caller left")), 30);

    await expect(makeRepositories().agents.findByName("ant", { signal: caller.signal })).rejects.toThrow("caller left");
  });
});

describe("AgentRepository.refresh", () => {
  it("returns the agent as it is now", async () => {
    answer("/api/v2/workspaces/workspace-1", makeWorkspace({ ...task, build: { status: "stopping" } }));

    await expect(makeRepositories().agents.refresh(makeRecord(task), anyCall())).resolves.toMatchObject({
      summary: { status: "stopping" },
    });
  });

  it.each([404, 410])("returns nothing when it is gone: %d", async (status) => {
    answer("/api/v2/workspaces/workspace-1", { message: "gone" }, status);

    await expect(makeRepositories().agents.refresh(makeRecord(), anyCall())).resolves.toBeUndefined();
  });

  it("returns nothing when the id has come to be somebody else's", async () => {
    answer("/api/v2/workspaces/workspace-1", makeWorkspace({ owner_id: "sam-id", owner_name: "sam" }));

    await expect(makeRepositories().agents.refresh(makeRecord(), anyCall())).resolves.toBeUndefined();
  });

  it("fails for any other reason, naming the agent", async () => {
    answer("/api/v2/workspaces/workspace-1", { message: "no" }, 403);

    await expect(makeRepositories().agents.refresh(makeRecord(), anyCall())).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("AgentRepository.isGone", () => {
  it("is proven by Coder's word alone", async () => {
    answer("/api/v2/workspaces/workspace-1", { message: "was deleted" }, 410);
    expect(await makeRepositories().agents.isGone("workspace-1", "ant", anyCall())).toBe(true);

    answer("/api/v2/workspaces/workspace-2", makeWorkspace());
    expect(await makeRepositories().agents.isGone("workspace-2", "ant", anyCall())).toBe(false);
  });

  it("is unknown of what this token may not see", async () => {
    answer("/api/v2/workspaces/workspace-1", { message: "not found, or not yours" }, 404);

    await expect(makeRepositories().agents.isGone("workspace-1", "ant", anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("AgentRepository.describe", () => {
  const metadata = "/api/v2/workspaceagents/agent-1/watch-metadata";
  const status = "/@riley/ant.main/apps/ai/status";
  const noMetadata = () => cassettes.answer("GET", metadata, { status: 200, text: "event: data\ndata: []\n\n" });
  const record = (state: string) =>
    makeRecord({ build: { agents: [makeAgent({ apps: [makeApp({ statuses: [makeStatus(state, 1)] })] })] } });

  it.each(["agents/describe-idle", "agents/describe-idle-2-35"])(
    "tells everything about an idle agent: %s",
    async (name) => {
      cassettes.play(name);
      const { agents } = makeRepositories();

      const ant = await agents.describe(await agents.findByName("ant", anyCall()), anyCall());

      expect(ant).toEqual({
        name: "ant",
        status: "idle",
        project: "shop-backend",
        role: "coder",
        last_task: { task: "Fix the login bug", state: "completed" },
        since: "2026-01-01T00:00:02Z",
        pull_request: "https://git.example.com/acme/shop/pull/42",
        backend: "tasks",
        owner: "riley",
        organization: "coder",
        workspace_id: "00000000-0000-4000-8000-000000000001",
        task_id: "00000000-0000-4000-8000-000000000018",
        build_number: 1,
        healthy: true,
        created_at: "2026-01-01T00:00:00Z",
        last_used_at: "2026-01-01T00:00:00Z",
        outdated: true,
        metadata: {
          pull_request_check_status: "passing",
          pull_request_status: "open",
          pull_request_url: "https://git.example.com/acme/shop/pull/42",
          role: "coder",
        },
        url: "https://coder.example.com/@riley/ant",
      });
    },
  );

  it.each([
    ["idle", "stable", "idle"],
    ["idle", "running", "busy"],
    ["working", "stable", "busy"],
    ["working", "running", "busy"],
  ])("is busy when either says so: reported %s, asked %s", async (reported, asked, expected) => {
    noMetadata();
    answer(status, { status: asked });

    await expect(makeRepositories().agents.describe(record(reported), anyCall())).resolves.toMatchObject({
      status: expected,
    });
  });

  it("is offline with the reason when its CLI is gone", async () => {
    noMetadata();
    cassettes.play("apps/get-status-dead-app");
    const crane = { ...record("working"), app: { owner: "riley", workspace: "crane", agent: "main", slug: "ai" } };

    const agent = await makeRepositories().agents.describe(crane, anyCall());

    expect(agent).toMatchObject({ status: "offline", status_reason: expect.stringContaining("could not be asked") });
    expect(agent).not.toHaveProperty("notes");
  });

  it("keeps the last report within 4 s of a machine that hangs, and says so", async () => {
    cassettes.answer("GET", metadata, "hang");
    cassettes.answer("GET", status, "hang");
    const deadline = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(deadline.signal);
    setTimeout(() => deadline.abort(new DOMException("late", "TimeoutError")), 30);

    const agent = await makeRepositories().agents.describe(record("working"), anyCall());

    expect(agent).toMatchObject({
      status: "busy",
      notes: [
        "Status as last reported: its coding CLI did not answer within 4 s.",
        "Its metadata did not arrive within 4 s.",
      ],
    });
    expect(timeout.mock.calls).toEqual([[4_000], [4_000]]);
  });

  it("asks nothing of an agent that is not online", async () => {
    const agent = await makeRepositories().agents.describe(makeRecord({ build: { status: "stopped" } }), anyCall());

    expect(agent).toMatchObject({ status: "stopped", metadata: {} });
  });

  it("does without a machine's metadata where the machine is not known", async () => {
    answer(status, { status: "stable" });

    const agent = { ...record("idle"), workspaceAgentId: undefined };

    await expect(makeRepositories().agents.describe(agent, anyCall())).resolves.toMatchObject({ metadata: {} });
  });
});

describe("AgentRepository.create", () => {
  const order = { name: "otter", promptParameter: undefined };

  it("creates on tasks and returns the agent as it is right after", async () => {
    cassettes.play("agents/create-on-tasks");
    const { agents, projects } = makeRepositories();
    const [project] = await projects.findByName("shop-backend", anyCall());
    const role = project?.roles.find(({ name }) => name === "coder");

    const otter = await agents.create(
      "tasks",
      {
        ...order,
        versionId: project?.versionId ?? "",
        presetId: role?.presetId,
        task: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42",
      },
      anyCall(),
    );

    expect(otter).toMatchObject({ backend: "tasks", summary: { name: "otter", role: "coder" } });
  });

  it("creates on agentapi, proves that the task arrived and returns the agent", async () => {
    cassettes.play("agents/create-on-agentapi");
    const { agents, projects } = makeRepositories();
    const [project] = await projects.findByName("Docs site", anyCall());
    const role = project?.roles.find(({ name }) => name === "coder");

    const finch = await agents.create(
      "agentapi",
      {
        name: "finch",
        versionId: project?.versionId ?? "",
        presetId: role?.presetId,
        promptParameter: project?.promptParameter,
        task: "Write the quick start work=3",
      },
      anyCall(),
    );

    expect(finch).toMatchObject({ backend: "agentapi", summary: { name: "finch", status: "starting", role: "coder" } });
  });
});

const makeTask = (over: object = {}) => ({
  id: "task-1",
  name: "ant",
  owner_id: "riley-id",
  owner_name: "riley",
  workspace_id: "workspace-1",
  initial_prompt: "Fix the login bug",
  status: "active",
  created_at: "2026-01-01T00:00:00.050Z",
  ...over,
});
