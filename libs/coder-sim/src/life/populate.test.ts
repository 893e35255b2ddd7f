import { describe, expect, it } from "@jest/globals";
import { createStage } from "../../test/stage.ts";

const states = async (stage: ReturnType<typeof createStage>) => {
  const { workspaces } = await stage.read("/api/v2/workspaces?q=owner:me");
  return workspaces.map(
    (workspace: {
      task_id: string | null;
      latest_app_status: { state: string } | null;
      latest_build: { status: string };
    }) => `${workspace.latest_build.status} ${workspace.latest_app_status?.state ?? "–"}`,
  );
};

describe("a fleet that is there from the start", () => {
  it("has agents in all states, on both backends, with a past", async () => {
    const stage = createStage({ agents: 40, isLively: false });

    const all = new Set(await states(stage));
    const truth = stage.sim.truth();

    expect(all).toEqual(
      new Set([
        "running idle",
        "running working",
        "running failure",
        "running –",
        "stopped idle",
        "failed –",
        "starting –",
      ]),
    );
    expect(new Set(truth.agents.map(({ backend }) => backend))).toEqual(new Set(["tasks", "agentapi"]));
    expect(truth.agents.every(({ createdMs }) => createdMs < truth.nowMs - 60_000)).toBe(true);
    expect(new Set(truth.agents.map(({ name }) => name)).size).toBe(40);
  });

  it("is the same for the same seed", async () => {
    const [one, same, other] = ["a", "a", "b"].map((seed) => createStage({ agents: 20, seed }));

    expect(one?.sim.truth().agents).toEqual(same?.sim.truth().agents);
    expect(one?.sim.truth().agents).not.toEqual(other?.sim.truth().agents);
  });

  it("uses chats where the release has no tasks, in every status that a chat can rest in", async () => {
    const stage = createStage({ agents: 40, release: "2.37", isLively: false });

    const chats: { status: string; workspace_id: string; labels: object }[] =
      await stage.read("/api/v2/chats?limit=100");

    const { agents } = stage.sim.truth();
    expect(new Set(agents.map(({ backend }) => backend))).toEqual(new Set(["chats", "agentapi"]));
    expect(new Set(chats.map(({ status }) => status))).toEqual(
      new Set(["running", "waiting", "error", "requires_action"]),
    );
    expect(chats.map(({ workspace_id: id }) => agents.find(({ workspaceId }) => workspaceId === id)?.name)).toEqual(
      chats.map(({ labels }) => Object.values(labels)[0]),
    );
  });

  it("goes on living in chats", async () => {
    const { sim, clock } = createStage({ agents: 10, release: "2.37", habits: { mishaps: 0 } });

    await clock.advance(3_600_000);

    const { chats } = sim.truth();
    expect(chats.flatMap(({ prompts }) => prompts).length).toBeGreaterThan(20);
    expect(chats.some(({ status }) => status === "waiting")).toBe(true);
  });

  it("goes on living: work is given and done, what is stuck ends, the deleted rest", async () => {
    const stage = createStage({ agents: 10, habits: { mishaps: 0 } });
    const { workspaces } = await stage.read("/api/v2/workspaces?q=owner:me");
    await stage.build(workspaces[0].id, { transition: "delete" });

    await stage.clock.advance(3_600_000);

    const { agents } = stage.sim.truth();
    const given = agents.flatMap(({ prompts }) => prompts).filter(({ way }) => way === "life");
    expect(given.length).toBeGreaterThan(20);
    expect(given.every(({ deliveredMs }) => deliveredMs.length === 1)).toBe(true);
    expect(agents.flatMap(({ statuses }) => statuses).some(({ message }) => message.startsWith("Interrupted"))).toBe(
      true,
    );
    expect(agents.find(({ workspaceId }) => workspaceId === workspaces[0].id)).toMatchObject({ isDeleted: true });
  });

  it("stands still when told to", async () => {
    const stage = createStage({ agents: 10, isLively: false });
    const before = await states(stage);

    await stage.clock.advance(3_600_000);

    expect(await states(stage)).toEqual(before);
  });

  it("has names for thousands", () => {
    const { sim } = createStage({ agents: 250, isLively: false });

    expect(new Set(sim.truth().agents.map(({ name }) => name)).size).toBe(250);
    expect(sim.truth().agents[200]?.name).toBe("amber-otter-3");
  });
});
