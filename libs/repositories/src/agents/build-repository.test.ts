import type { Progress } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeRecord } from "../../test/make-record.ts";
import { makeRepositories } from "../../test/make-repositories.ts";
import { makeWorkspace } from "../../test/make-workspace.ts";
import type { AgentRecord } from "./agent-record.ts";

const cassettes = useCassettes();
const isAt = (status: string) => (agent: AgentRecord | undefined) => agent?.summary.status === status;
const seen = (status: string) =>
  cassettes.answer("GET", "/api/v2/workspaces/workspace-1", {
    status: 200,
    json: makeWorkspace({ build: { status } }),
  });

const rateLimited = { status: 429, json: { message: "Slow down." }, headers: { "retry-after": "60" } };

describe("BuildRepository.cancel", () => {
  const path = "/api/v2/workspacebuilds/build-1/cancel?expect_status=";

  it("cancels a start that hangs as running, which Coder then calls failed", async () => {
    cassettes.play("builds-waited/cancel-hanging-start");
    const { agents, builds } = makeRepositories();
    const toad = await agents.findByName("toad", anyCall());

    await expect(builds.cancel(toad, anyCall())).resolves.toBe("requested");

    const { agent } = await builds.waitUntil(toad, (now) => now?.build.isActive === false, 60, anyCall());
    expect(agent?.summary).toMatchObject({ status: "failed", status_reason: "start failed: canceled" });
  });

  it("cancels a pending build as pending", async () => {
    cassettes.answer("PATCH", `${path}pending`, { status: 200, json: { message: "ok" } });
    const pending = makeRecord({ build: { status: "pending", job: { status: "pending" } } });

    await expect(makeRepositories().builds.cancel(pending, anyCall())).resolves.toBe("requested");
  });

  it.each([
    ["has begun or ended meanwhile", 412, "Job is not in the expected state.", "changed"],
    ["has ended", 400, "Job has already completed!", "changed"],
    ["is nobody's to cancel", 403, "User is not allowed to cancel workspace builds.", "forbidden"],
  ])("tells a build that %s", async (_, status, message, outcome) => {
    cassettes.answer("PATCH", `${path}running`, { status, json: { message } });

    await expect(makeRepositories().builds.cancel(makeRecord(), anyCall())).resolves.toBe(outcome);
  });

  it("fails for any other reason, naming the agent", async () => {
    cassettes.answer("PATCH", `${path}running`, { status: 404, json: { message: "Resource not found" } });

    await expect(makeRepositories().builds.cancel(makeRecord(), anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining('agent "ant"'),
    });
  });
});

describe("BuildRepository.log", () => {
  it("reads what a failed start printed, oldest first", async () => {
    cassettes.play("builds-waited/log-of-failed-start");
    const { agents, builds } = makeRepositories();

    const lines = await builds.log(await agents.findByName("newt", anyCall()), anyCall());

    expect(lines.map(({ text }) => text.trim())).toEqual([
      "[Setting up]",
      "[Starting workspace]",
      "docker_container.dev: Creating...",
      "[Cleaning Up]",
    ]);
    expect(lines.map(({ time }) => time)).toEqual(lines.map(({ time }) => time).toSorted());
  });

  it("names the level of a line only when it is not the usual one", async () => {
    const line = (log_level: string, output: string) => ({
      id: 1,
      created_at: "2026-01-01T00:00:00Z",
      log_source: "provisioner",
      log_level,
      stage: "Planning",
      output,
    });
    cassettes.answer("GET", "/api/v2/workspacebuilds/build-1/logs", {
      status: 200,
      json: [line("info", ""), line("info", "fine"), line("warn", "hm"), line("shout", "hey")],
    });

    const lines = await makeRepositories().builds.log(makeRecord(), anyCall());

    expect(lines.map(({ text }) => text)).toEqual(["[Planning]", "fine", "warn: hm", "shout: hey"]);
    expect(lines.map(({ level }) => level)).toEqual(["info", "info", "warn", "info"]);
  });

  it("fails naming the agent", async () => {
    cassettes.answer("GET", "/api/v2/workspacebuilds/build-1/logs", { status: 404, json: { message: "no" } });

    await expect(makeRepositories().builds.log(makeRecord(), anyCall())).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("BuildRepository.waitUntil", () => {
  it("returns at once what is done already", async () => {
    const { builds, clock } = makeRepositories();
    const ant = makeRecord();

    await expect(builds.waitUntil(ant, isAt("idle"), 60, anyCall())).resolves.toEqual({ agent: ant, isDone: true });
    expect(clock.sleeps).toEqual([]);
  });

  it("looks soon at first and then about once a second, and reports every look", async () => {
    seen("pending");
    seen("starting");
    seen("starting");
    seen("starting");
    seen("starting");
    seen("running");
    const { builds, clock } = makeRepositories();
    const heard: Progress[] = [];

    const waited = await builds.waitUntil(
      makeRecord({ build: { status: "pending" } }),
      isAt("idle"),
      60,
      anyCall({ onProgress: (progress) => heard.push(progress) }),
    );

    expect(waited).toMatchObject({ isDone: true, agent: { summary: { status: "idle" } } });
    expect(clock.sleeps).toEqual([250, 500, 750, 1_000, 1_000, 1_000]);
    expect(heard[0]).toEqual({ message: "ant is pending", elapsedMs: 250 });
    expect(heard.at(-1)).toEqual({ message: "ant is idle", elapsedMs: 4_500 });
  });

  it("gives up when the time is out, with the agent as last seen", async () => {
    seen("starting");
    seen("starting");
    const { builds, clock } = makeRepositories();

    const waited = await builds.waitUntil(makeRecord({ build: { status: "pending" } }), isAt("idle"), 0.6, anyCall());

    expect(waited).toMatchObject({ isDone: false, agent: { summary: { status: "starting" } } });
    expect(clock.sleeps.map(Math.round)).toEqual([250, 350]);
  });

  it("does not look at all when there is no time", async () => {
    const stopped = makeRecord({ build: { status: "stopped" } });

    await expect(makeRepositories().builds.waitUntil(stopped, isAt("idle"), 0, anyCall())).resolves.toEqual({
      agent: stopped,
      isDone: false,
    });
  });

  it("says why an agent is as it is, and when it is gone", async () => {
    const build = { status: "failed", transition: "delete", job: { status: "failed", error: "attached" } };
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", { status: 200, json: makeWorkspace({ build }) });
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", { status: 410, json: { message: "deleted" } });
    const heard: string[] = [];

    const waited = await makeRepositories().builds.waitUntil(
      makeRecord(),
      (agent) => agent === undefined,
      60,
      anyCall({ onProgress: ({ message }) => heard.push(message) }),
    );

    expect(waited).toEqual({ agent: undefined, isDone: true });
    expect(heard).toEqual(["ant is failed (delete failed: attached)", "ant is gone"]);
  });

  it("outlasts a Coder that does not answer for a while, and says so", async () => {
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", rateLimited);
    seen("running");
    const heard: string[] = [];

    const waited = await makeRepositories().builds.waitUntil(
      makeRecord({ build: { status: "starting" } }),
      isAt("idle"),
      60,
      anyCall({ onProgress: ({ message }) => heard.push(message) }),
    );

    expect(waited).toMatchObject({ isDone: true, agent: { summary: { status: "idle" } } });
    expect(heard).toEqual(["ant: Coder does not answer (rate_limited), asking again", "ant is idle"]);
  });

  it("gives up when Coder has not answered for a minute", async () => {
    for (let look = 0; look < 62; look++) cassettes.answer("GET", "/api/v2/workspaces/workspace-1", rateLimited);
    const { builds, clock } = makeRepositories();
    const start = clock.now();

    const waiting = builds.waitUntil(makeRecord({ build: { status: "starting" } }), isAt("idle"), 240, anyCall());

    await expect(waiting).rejects.toMatchObject({ name: "RepositoryError", code: "rate_limited" });
    expect(clock.now() - start).toBe(60_500);
  });

  it("ends with a refusal that no waiting helps", async () => {
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", { status: 403, json: { message: "no" } });

    const waiting = makeRepositories().builds.waitUntil(makeRecord(), isAt("stopped"), 60, anyCall());

    await expect(waiting).rejects.toMatchObject({ code: "forbidden" });
  });

  it("ends at once with its caller", async () => {
    const caller = new AbortController();
    caller.abort(new Error("the caller left"));

    await expect(
      makeRepositories().builds.waitUntil(makeRecord(), isAt("stopped"), 60, { signal: caller.signal }),
    ).rejects.toThrow("the caller left");
  });
});

describe("BuildRepository: the builds of each backend", () => {
  it("pauses and resumes a task", async () => {
    cassettes.play("builds-waited/pause-and-resume");
    const { agents, builds } = makeRepositories();
    const lynx = await agents.findByName("lynx", anyCall());

    await builds.requestStop(lynx, anyCall());
    const { agent: stopped } = await builds.waitUntil(lynx, isAt("stopped"), 60, anyCall());
    await builds.requestStart(stopped ?? lynx, anyCall());
    const started = await builds.waitUntil(stopped ?? lynx, isAt("idle"), 60, anyCall());

    expect(stopped?.summary.last_task).toEqual({ task: "Done: Port the tests", state: "ended" });
    expect(started).toMatchObject({ isDone: true, agent: { build: { number: 3 } } });
  });

  it("stops and starts a workspace, and refuses a start while it stops", async () => {
    cassettes.play("builds-waited/stop-and-start");
    const { agents, builds } = makeRepositories();
    const finch = await agents.findByName("finch", anyCall());

    await builds.requestStop(finch, anyCall());
    await expect(builds.requestStart(finch, anyCall())).rejects.toMatchObject({
      code: "busy",
      message: 'Another build or message of agent "finch" is still in progress.',
    });
    const { agent: stopped } = await builds.waitUntil(finch, isAt("stopped"), 60, anyCall());
    await builds.requestStart(stopped ?? finch, anyCall());

    await expect(builds.waitUntil(stopped ?? finch, isAt("idle"), 60, anyCall())).resolves.toMatchObject({
      isDone: true,
      agent: { build: { number: 3 }, summary: { status: "idle" } },
    });
  });

  it("deletes a task and watches its workspace go", async () => {
    cassettes.play("builds-waited/delete-task");
    const { agents, builds } = makeRepositories();
    const otter = await agents.findByName("otter", anyCall());

    await builds.requestDelete(otter, anyCall());

    await expect(builds.waitUntil(otter, (agent) => agent === undefined, 60, anyCall())).resolves.toEqual({
      agent: undefined,
      isDone: true,
    });
  });

  it("says why a deletion failed", async () => {
    cassettes.play("builds-waited/delete-that-fails");
    const { agents, builds } = makeRepositories();
    const slug = await agents.findByName("slug", anyCall());

    await builds.requestDelete(slug, anyCall());
    const { agent } = await builds.waitUntil(slug, (now) => now?.build.hasFailed === true, 60, anyCall());

    expect(agent).toMatchObject({
      build: { transition: "delete" },
      summary: { status: "failed", status_reason: "delete failed: Error: volume is still attached" },
    });
  });
});
