import { describe, expect, it } from "@jest/globals";
import { createStage } from "../../test/stage.ts";

type Stage = ReturnType<typeof createStage>;

const look = async (stage: Stage, id: string) => {
  const { latest_build: build } = await stage.read(`/api/v2/workspaces/${id}?include_deleted=true`);
  const [agent] = build.resources.flatMap((resource: { agents?: object[] }) => resource.agents ?? []);
  const app = agent?.apps[0];
  return [build.status, agent?.status, agent?.lifecycle_state, app?.health].filter(Boolean).join(" ");
};
const cancel = (stage: Stage, buildId: string, expected: string, as: "riley" | "sam" = "riley") =>
  stage.ask({ method: "PATCH", url: `/api/v2/workspacebuilds/${buildId}/cancel?expect_status=${expected}`, as });

describe("a workspace's builds", () => {
  it("go from pending over starting to a healthy app", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "docs-site", role: "coder", prompt: "Hi work=1" });

    expect(await look(stage, id)).toBe("pending");
    await stage.clock.advance(200);
    expect(await look(stage, id)).toBe("starting");
    await stage.clock.advance(2_000);
    expect(await look(stage, id)).toBe("running connecting created initializing");
    await stage.clock.advance(700);
    expect(await look(stage, id)).toBe("running connected created initializing");
    await stage.clock.advance(300);
    expect(await look(stage, id)).toBe("running connected ready initializing");
    await stage.clock.advance(2_000);
    expect(await look(stage, id)).toBe("running connected ready healthy");
  });

  it("wait for each other", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "docs-site" });

    const url = `/api/v2/workspaces/${id}/builds`;
    const refused = await stage.ask({ method: "POST", url, body: JSON.stringify({ transition: "stop" }) });

    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.body).message).toBe("A workspace build is already active.");
  });

  it("are canceled at once while pending, and when the provisioner obeys while running", async () => {
    const stage = createStage();
    stage.sim.publishVersion("docs-site", { startHangs: true });
    const pending = await stage.create({ name: "otter", from: "docs-site" });
    const running = await stage.create({ name: "heron", from: "docs-site" });
    const [first] = await stage.read(`/api/v2/workspaces/${pending}/builds`);
    const [second] = await stage.read(`/api/v2/workspaces/${running}/builds`);

    expect((await cancel(stage, first.id, "running")).status).toBe(412);
    expect((await cancel(stage, first.id, "pending")).status).toBe(200);
    expect(await look(stage, pending)).toBe("canceled");
    await stage.clock.advance(60_000);
    expect(await look(stage, running)).toBe("starting");
    expect((await cancel(stage, second.id, "running")).status).toBe(200);
    expect((await cancel(stage, second.id, "running")).status).toBe(400);
    expect(await look(stage, running)).toBe("canceling");
    await stage.clock.advance(2_000);
    expect(await look(stage, running)).toBe("failed");
    expect((await cancel(stage, second.id, "running")).status).toBe(400);
    expect((await cancel(stage, second.id, "soon")).status).toBe(400);
  });

  it("may be canceled by members only while pending", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "docs-site", owner: "sam" });
    const [build] = await stage.read(`/api/v2/workspaces/${id}/builds`);

    expect((await cancel(stage, build.id, "running", "sam")).status).toBe(403);
    expect((await cancel(stage, build.id, "pending", "sam")).status).toBe(200);
    expect((await stage.ask({ method: "GET", url: `/api/v2/workspacebuilds/${build.id}` })).status).toBe(200);
    expect((await cancel(stage, "nope", "pending", "sam")).status).toBe(404);
  });

  it("fail when a fault says so, and hang until they are canceled", async () => {
    const stage = createStage({
      faults: { "build-fail": { next: 1, text: "Error: disk full" }, "build-hang": { next: 1, agent: "heron" } },
    });
    const failing = await stage.create({ name: "otter", from: "docs-site" });
    const hanging = await stage.create({ name: "heron", from: "docs-site" });
    await stage.clock.advance(3_600_000);

    expect(await look(stage, failing)).toBe("failed");
    expect((await stage.read(`/api/v2/workspaces/${failing}`)).latest_build.job.error).toBe("Error: disk full");
    expect(await look(stage, hanging)).toBe("starting");
    expect(stage.sim.truth().faults).toEqual({ "build-fail": 1, "build-hang": 1 });
  });

  it("let an orphan delete pass where a fault stops the ordinary one", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "docs-site" });
    await stage.clock.advance(10_000);
    stage.sim.faults.set({ "build-fail": { probability: 1 } });

    await stage.build(id, { transition: "delete" });
    await stage.clock.advance(5_000);
    expect(await look(stage, id)).toBe("failed");
    await stage.build(id, { transition: "delete", orphan: true });
    await stage.clock.advance(5_000);

    expect(await look(stage, id)).toBe("deleted");
    const again = { method: "POST", url: `/api/v2/workspaces/${id}/builds`, body: '{"transition":"start"}' };
    expect((await stage.ask(again)).status).toBe(409);
  });

  it("refuse an orphan start and an unknown version", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "docs-site" });
    await stage.clock.advance(10_000);
    const build = (body: object) =>
      stage.ask({ method: "POST", url: `/api/v2/workspaces/${id}/builds`, body: JSON.stringify(body) });

    expect((await build({ transition: "start", orphan: true })).status).toBe(400);
    const template_version_id = "00000000-0000-4000-8000-000000000000";
    expect((await build({ transition: "start", template_version_id })).status).toBe(400);
    expect((await build({ transition: "jump" })).status).toBe(400);
  });

  it("take a new version, preset, values and reason, and keep what is not said", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "docs-site", role: "coder", prompt: "Hi work=1" });
    await stage.clock.advance(10_000);
    stage.sim.publishVersion("docs-site");
    const { active_version_id: version } = await stage.template("docs-site");
    const [, reviewer] = await stage.read(`/api/v2/templateversions/${version}/presets`);
    expect((await stage.read(`/api/v2/workspaces/${id}`)).outdated).toBe(true);

    const order = {
      transition: "start",
      template_version_id: version,
      template_version_preset_id: reviewer.ID,
      rich_parameter_values: [{ name: "repo", value: "https://git.example.com/other.git" }],
      reason: "cli",
    };
    await stage.ask({ method: "POST", url: `/api/v2/workspaces/${id}/builds`, body: JSON.stringify(order) });
    const [build] = await stage.read(`/api/v2/workspaces/${id}/builds?limit=1`);

    expect(build).toMatchObject({ reason: "cli", template_version_preset_id: reviewer.ID, build_number: 2 });
    expect(await stage.read(`/api/v2/workspacebuilds/${build.id}/parameters`)).toEqual(
      expect.arrayContaining([
        { name: "repo", value: "https://git.example.com/other.git" },
        { name: "ai_prompt", value: "Hi work=1" },
      ]),
    );
    expect((await stage.read(`/api/v2/workspaces/${id}`)).outdated).toBe(false);
  });

  it("are logged, and read from any entry on", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "docs-site" });
    await stage.clock.advance(10_000);
    const [build] = await stage.read(`/api/v2/workspaces/${id}/builds`);

    const logs = await stage.read(`/api/v2/workspacebuilds/${build.id}/logs`);
    const rest = await stage.read(`/api/v2/workspacebuilds/${build.id}/logs?after=${logs[2].id}`);

    expect(
      logs.map(({ stage: name, output }: { stage: string; output: string }) => `${name}: ${output.trim()}`),
    ).toEqual([
      "Setting up: ",
      "Starting workspace: ",
      "Starting workspace: docker_container.dev: Creating...",
      "Starting workspace: docker_container.dev: Creating complete",
      "Cleaning Up: ",
    ]);
    expect(rest).toEqual(logs.slice(3));
  });
});
