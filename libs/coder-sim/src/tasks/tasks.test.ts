import { describe, expect, it } from "@jest/globals";
import { createStage } from "../../test/stage.ts";

type Stage = ReturnType<typeof createStage>;

const post = (stage: Stage, url: string, body?: object) =>
  stage.ask({ method: "POST", url, ...(body && { body: JSON.stringify(body) }) });
const status = async (stage: Stage, id: string) => {
  const { status, current_state: state } = await stage.read(`/api/v2/tasks/me/${id}`);
  return `${status} ${state?.state ?? "–"}`;
};

describe("a task", () => {
  it("passes through Coder's statuses, and what it says of itself stays until a new start", async () => {
    const stage = createStage();
    const { id } = await stage.createTask("otter", "Hi work=2");
    const seen: string[] = [];
    for (let at = 0; at < 90; at += 1) {
      seen.push(await status(stage, id));
      await stage.clock.advance(100);
    }
    await post(stage, `/api/v2/tasks/me/${id}/pause`);
    seen.push(await status(stage, id));
    await stage.clock.advance(5_000);
    seen.push(await status(stage, id));
    await post(stage, `/api/v2/tasks/me/${id}/resume`);
    seen.push(await status(stage, id));
    await stage.clock.advance(15_000);
    seen.push(await status(stage, id));

    expect(seen.filter((word, at) => word !== seen[at - 1])).toEqual([
      "initializing working",
      "active working",
      "active complete",
      "active idle",
      "unknown idle",
      "paused idle",
      "initializing working",
      "active –",
    ]);
  });

  it("is an error with a failed build or a dead app", async () => {
    const stage = createStage();
    const dead = await stage.createTask("otter", "Hi work=1");
    await stage.clock.advance(15_000);
    stage.sim.killApp("otter");
    stage.sim.publishVersion("shop-backend", { startError: "Error: quota exceeded" });
    const failed = await stage.createTask("heron", "Hi work=1");
    await stage.clock.advance(15_000);

    expect(await status(stage, dead.id)).toBe("error idle");
    expect(await status(stage, failed.id)).toBe("error –");
    expect((await post(stage, `/api/v2/tasks/me/${dead.id}/send`, { input: "x" })).status).toBe(400);
    expect((await stage.ask({ method: "GET", url: `/api/v2/tasks/me/${failed.id}/logs` })).status).toBe(409);
  });

  it("is unknown on a machine without an agent", async () => {
    const stage = createStage();
    stage.sim.publishVersion("shop-backend", { hasNoAgent: true });
    const { id } = await stage.createTask("otter", "Hi");
    await stage.clock.advance(15_000);

    expect(await status(stage, id)).toBe("unknown –");
  });

  it("calls a failure failed from 2.32 on", async () => {
    const [older, newer] = [createStage({ release: "2.31" }), createStage({ release: "2.34" })];
    const [first, second] = [
      await older.createTask("otter", "Hi work=1 fail"),
      await newer.createTask("otter", "Hi work=1 fail"),
    ];
    await older.clock.advance(15_000);
    await newer.clock.advance(15_000);

    expect(await status(older, first.id)).toBe("active failure");
    expect(await status(newer, second.id)).toBe("active failed");
  });

  it("is found by id and, in any case of letters, by its owner's name for it", async () => {
    const stage = createStage();
    const { id } = await stage.createTask("Otter", "Hi");

    expect((await stage.read("/api/v2/tasks/me/oTTer")).id).toBe(id);
    expect((await stage.read(`/api/v2/tasks/riley/${id}`)).id).toBe(id);
    expect((await stage.ask({ method: "GET", url: `/api/v2/tasks/me/${id}`, as: "sam" })).status).toBe(404);
  });

  it("is listed newest first, by owner and status", async () => {
    const stage = createStage();
    await stage.createTask("otter", "Hi");
    await stage.clock.advance(15_000);
    await stage.createTask("heron", "Hi");
    const names = async (q: string) =>
      (await stage.read(`/api/v2/tasks?q=${q}`)).tasks.map(({ name }: { name: string }) => name);

    expect(await names("owner:me")).toEqual(["heron", "otter"]);
    expect(await names("owner:riley+status:active")).toEqual(["otter"]);
    expect(await names("sam")).toEqual([]);
    expect(await names("")).toEqual(["heron", "otter"]);
  });

  it("gets a name when none is given, and a display name when one is", async () => {
    const stage = createStage();
    const { active_version_id: template_version_id } = await stage.template("shop-backend");
    const create = async (more: object) =>
      JSON.parse((await post(stage, "/api/v2/tasks/me", { template_version_id, input: "Hi", ...more })).body);

    expect((await create({})).name).toMatch(/^task-[a-z0-9]{6}$/);
    expect((await create({ name: "otter", display_name: "The otter" })).display_name).toBe("The otter");
    expect((await create({ name: "heron", input: "x".repeat(80) })).display_name).toBe(`${"x".repeat(63)}…`);
    expect((await post(stage, "/api/v2/tasks/nobody", { input: "x" })).status).toBe(404);
    expect((await post(stage, "/api/v2/tasks/me", {})).status).toBe(400);
  });

  it("cannot be created where a required parameter has no value", async () => {
    const [seed] = (await import("../templates/template-seeds.ts")).templateSeeds.filter(
      ({ name }) => name === "strict",
    );
    if (seed === undefined) throw new Error("no seed");
    const stage = createStage({ templates: [{ ...seed, name: "shop-backend", isTaskCapable: true }] });
    const { active_version_id: template_version_id } = await stage.template("shop-backend");

    const refused = await post(stage, "/api/v2/tasks/me", { template_version_id, input: "Hi", name: "otter" });

    expect([refused.status, JSON.parse(refused.body).validations[0].field]).toEqual([400, "ticket"]);
  });

  it("is not taken back by a build that is in progress, and gone before its workspace is", async () => {
    const stage = createStage();
    const { id, workspace_id: workspaceId } = await stage.createTask("otter", "Hi");
    const remove = { method: "DELETE", url: `/api/v2/tasks/me/${id}` };
    expect((await stage.ask(remove)).status).toBe(409);
    expect((await post(stage, `/api/v2/tasks/me/${id}/pause`)).status).toBe(409);
    expect((await post(stage, `/api/v2/tasks/me/${id}/resume`)).status).toBe(409);
    await stage.clock.advance(15_000);

    expect((await stage.ask(remove)).status).toBe(202);

    expect((await stage.ask(remove)).status).toBe(404);
    expect((await stage.read(`/api/v2/workspaces/${workspaceId}`)).latest_build.status).toBe("pending");
  });

  it("answers like the older releases in 2.29, and not at all in 2.37", async () => {
    const [oldest, newest] = [createStage({ release: "2.29" }), createStage({ release: "2.37" })];
    const { id } = await oldest.createTask("otter", "Hi");

    const refused = await post(oldest, `/api/v2/tasks/me/${id}/send`, { input: "x" });
    const logs = await oldest.ask({ method: "GET", url: `/api/v2/tasks/me/${id}/logs` });

    expect([refused.status, JSON.parse(refused.body).message]).toEqual([400, "Task status must be active."]);
    expect(logs.status).toBe(400);
    expect((await post(oldest, `/api/v2/tasks/me/${id}/pause`)).status).toBe(404);
    expect(await newest.read("/api/v2/tasks")).toEqual({ message: "Route not found." });
    expect(await newest.read("/api/experimental/tasks")).toEqual({ message: "Route not found." });
  });

  it("tells its owner's inbox when it is paused and resumed", async () => {
    const stage = createStage();
    const { id } = await stage.createTask("otter", "Hi");
    await stage.clock.advance(15_000);
    await post(stage, `/api/v2/tasks/me/${id}/pause`);
    const inbox = async (query = "") => stage.read(`/api/v2/notifications/inbox${query}`);

    expect(await inbox("?read_status=unread")).toMatchObject({
      notifications: [{ title: "Task 'otter' is paused", read_at: null }],
      unread_count: 1,
    });
    await stage.ask({ method: "PUT", url: "/api/v2/notifications/inbox/mark-all-as-read" });
    expect(await inbox("?read_status=unread")).toEqual({ notifications: [], unread_count: 0 });
    expect((await inbox()).notifications).toHaveLength(1);
    const url = "/api/v2/users/me/notifications/preferences";
    expect((await stage.ask({ method: "PUT", url, body: "{}" })).status).toBe(400);
  });

  it("refuses a blank prompt, and one on its way when the agent dies", async () => {
    const stage = createStage();
    const { id } = await stage.createTask("otter", "Hi work=1");
    await stage.clock.advance(15_000);

    expect((await post(stage, `/api/v2/tasks/me/${id}/send`, { input: "  " })).status).toBe(502);
    expect((await post(stage, `/api/v2/tasks/me/${id}/send`, {})).status).toBe(400);
    const sending = post(stage, `/api/v2/tasks/me/${id}/send`, { input: "More" });
    await stage.clock.advance(0);
    stage.sim.killApp("otter");

    expect((await sending).status).toBe(502);
    expect(stage.sim.truth().agents[0]?.prompts).toMatchObject([{ text: "Hi work=1" }, { text: "More", way: "send" }]);
  });
});
