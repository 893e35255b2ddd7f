import { describe, expect, it } from "@jest/globals";
import { createStage } from "../test/stage.ts";

describe("the truth", () => {
  it("knows every prompt with its deliveries, every build, interrupt and deletion", async () => {
    const stage = createStage();
    const { id, workspace_id: workspaceId } = await stage.createTask("otter", "First work=1");
    await stage.clock.advance(15_000);
    const app = "/@riley/otter.main/apps/ai/message";
    const send = (url: string, body: object) => stage.ask({ method: "POST", url, body: JSON.stringify(body) });
    await send(`/api/v2/tasks/me/${id}/send`, { input: "Second work=1" });
    await stage.clock.advance(10_000);
    await send(app, { type: "user", content: " Second work=1 " });
    await stage.clock.advance(500);
    await send(app, { type: "raw", content: "\u001b" });
    await stage.clock.advance(10_000);
    await stage.build(workspaceId, { transition: "stop" });
    await stage.clock.advance(10_000);
    await stage.build(workspaceId, { transition: "start" });
    await stage.clock.advance(10_000);
    await stage.ask({ method: "DELETE", url: `/api/v2/tasks/me/${id}` });
    await stage.clock.advance(10_000);

    const [agent] = stage.sim.truth().agents;

    expect(agent?.prompts.map(({ text, way, deliveredMs }) => `${text}, ${way}, ${deliveredMs.length}`)).toEqual([
      "First work=1, create, 1",
      "Second work=1, send, 2",
    ]);
    expect(agent?.builds.map(({ transition }) => transition)).toEqual(["start", "stop", "start", "delete"]);
    expect(agent).toMatchObject({ name: "otter", owner: "riley", backend: "tasks", restarts: 1, isDeleted: true });
    expect(agent?.interrupts).toHaveLength(1);
    expect(agent?.deletedMs).toBeGreaterThan(agent?.createdMs ?? Infinity);
  });

  it("delivers the first prompt of an agent that failed to start once it starts", async () => {
    const stage = createStage({ faults: { "build-fail": { next: 1 } } });
    const { workspace_id: workspaceId } = await stage.createTask("otter", "First work=1");
    await stage.clock.advance(15_000);
    expect(stage.sim.truth().agents[0]?.prompts).toEqual([]);

    await stage.build(workspaceId, { transition: "start" });
    await stage.clock.advance(15_000);

    expect(stage.sim.truth().agents[0]?.prompts).toHaveLength(1);
  });
});
