import { describe, expect, it } from "@jest/globals";
import { makeRecord } from "../../test/make-record.ts";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";
import { toAgentRecord, toSeconds } from "./to-agent-record.ts";

const link = "https://git.example.com/acme/shop/pull/42";
const reporting = (...statuses: ReturnType<typeof makeStatus>[]) => ({
  build: { agents: [makeAgent({ apps: [makeApp({ statuses })] })] },
});

describe("toAgentRecord", () => {
  it("maps a row that has reported nothing", () => {
    expect(makeRecord()).toEqual({
      summary: { name: "ant", status: "idle", project: "docs-site", since: "2026-01-01T00:00:04Z" },
      backend: "agentapi",
      chat: undefined,
      awaitsFirstTask: false,
      keepsConversation: false,
      isWaiting: false,
      isMachineUp: true,
      workspaceId: "workspace-1",
      taskId: undefined,
      ownerId: "riley-id",
      ownerName: "riley",
      organization: "coder",
      organizationId: "organization-1",
      projectDisplayName: "Docs site",
      build: {
        id: "build-1",
        number: 1,
        transition: "start",
        isActive: false,
        isPending: false,
        isCanceling: false,
        hasFailed: false,
      },
      demandedVersionId: undefined,
      workspaceAgentId: "agent-1",
      app: { owner: "riley", workspace: "ant", agent: "main", slug: "ai" },
      reports: [],
      isHealthy: true,
      isOutdated: false,
      createdAt: "2026-01-01T00:00:00Z",
      lastUsedAt: "2026-01-01T00:00:00Z",
    });
  });

  it("shows role, last task and pull request where they are known", () => {
    const workspace = makeWorkspace(reporting(makeStatus("complete", 2, { uri: link }), makeStatus("working", 1)));

    expect(toAgentRecord(workspace, {}, "coder").summary).toEqual({
      name: "ant",
      status: "idle",
      project: "docs-site",
      role: "coder",
      last_task: { task: "Fix the login bug", state: "completed" },
      since: "2026-01-01T00:00:12Z",
      pull_request: link,
    });
  });

  it("shows the beginning of a long task on one clean line", () => {
    const message = `First\n\u001b[31m${"x".repeat(100)}`;

    expect(makeRecord(reporting(makeStatus("working", 1, { message }))).summary.last_task?.task).toBe(
      `First ${"x".repeat(33)}…`,
    );
  });

  it("does not show work as going on that ended with its machine", () => {
    const { summary } = makeRecord({
      latest_app_status: makeStatus("working", 5),
      build: { status: "stopped", transition: "stop", build_number: 2, created_at: "2026-01-01T00:01:00Z", agents: [] },
    });

    expect(summary.last_task).toEqual({ task: "Fix the login bug", state: "ended" });
  });

  it("talks to a task through the Tasks API", () => {
    expect(makeRecord({ task_id: "task-1" })).toMatchObject({ backend: "tasks", taskId: "task-1" });
  });

  it.each([
    ["pending", { isActive: true, isPending: true, isCanceling: false, hasFailed: false }],
    ["running", { isActive: true, isPending: false, isCanceling: false, hasFailed: false }],
    ["canceling", { isActive: true, isPending: false, isCanceling: true, hasFailed: false }],
    ["canceled", { isActive: false, isPending: false, isCanceling: false, hasFailed: true }],
    ["failed", { isActive: false, isPending: false, isCanceling: false, hasFailed: true }],
    ["succeeded", { isActive: false, isPending: false, isCanceling: false, hasFailed: false }],
    ["unknown", { isActive: false, isPending: false, isCanceling: false, hasFailed: false }],
  ])("knows what a job that is %s lets Coder accept", (status, facts) => {
    expect(makeRecord({ build: { job: { status } } }).build).toMatchObject(facts);
  });

  it.each(["stop", "delete"])("has no machine to ask after a %s", (transition) => {
    expect(makeRecord({ build: { transition } })).toMatchObject({ workspaceAgentId: undefined, build: { transition } });
  });

  it("names the version that its project demands", () => {
    expect(
      makeRecord({ template_require_active_version: true, template_active_version_id: "version-2" }).demandedVersionId,
    ).toBe("version-2");
  });

  it("knows a machine whose app is not found", () => {
    expect(makeRecord({ build: { agents: [makeAgent({ apps: [] })] } })).toMatchObject({
      workspaceAgentId: "agent-1",
      app: undefined,
    });
  });
});

describe("toSeconds", () => {
  it("drops the fraction and keeps the zone", () => {
    expect(toSeconds("2026-01-01T00:00:00.123456Z")).toBe("2026-01-01T00:00:00Z");
    expect(toSeconds("2026-01-01T01:00:00.5+01:00")).toBe("2026-01-01T01:00:00+01:00");
    expect(toSeconds("2026-01-01T00:00:00Z")).toBe("2026-01-01T00:00:00Z");
  });
});
