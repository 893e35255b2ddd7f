import { describe, expect, it } from "@jest/globals";
import { createStage } from "../../test/stage.ts";

type Stage = ReturnType<typeof createStage>;

const url = "/@riley/otter.main/apps/ai";

async function runningAgent(options: Parameters<typeof createStage>[0] = {}, prompt = "Hi work=1") {
  const stage = createStage(options);
  const { id, workspace_id: workspaceId } = await stage.createTask("otter", prompt);
  await stage.clock.advance(15_000);
  return { stage, id, workspaceId };
}

const agentOf = async (stage: Stage, workspaceId: string) => {
  const workspace = await stage.read(`/api/v2/workspaces/${workspaceId}`);
  return { ...workspace.latest_build.resources[0].agents[0], workspace };
};

describe("a workspace agent", () => {
  it("loses its connection and finds it again, and tells nothing in between", async () => {
    const { stage, id, workspaceId } = await runningAgent();

    stage.sim.dropAgent("otter", 5_000);
    stage.sim.dropAgent("otter");
    const lost = await agentOf(stage, workspaceId);
    const page = await stage.ask({ method: "GET", url: `${url}/status` });
    const sent = await stage.ask({ method: "POST", url: `/api/v2/tasks/me/${id}/send`, body: '{"input":"Hello"}' });
    const logs = await stage.ask({ method: "GET", url: `/api/v2/tasks/me/${id}/logs` });
    await stage.clock.advance(5_000);
    const found = await agentOf(stage, workspaceId);

    expect(lost).toMatchObject({ status: "disconnected", health: { reason: "agent has lost connection" } });
    expect(lost.workspace.health).toEqual({ healthy: false, failing_agents: [lost.id] });
    expect([page.status, sent.status, logs.status]).toEqual([404, 502, 502]);
    expect(page.body).toContain("<title>404 - Application Unavailable</title>");
    expect(found).toMatchObject({ status: "connected", health: { healthy: true } });
    expect(found.disconnected_at).toBeUndefined();
  });

  it("runs an app whose death shows after the health check's threshold, and that only a restart brings back", async () => {
    const { stage, workspaceId } = await runningAgent();

    stage.sim.killApp("otter");
    stage.sim.killApp("otter");
    expect((await stage.ask({ method: "GET", url: `${url}/status` })).status).toBe(502);
    expect((await agentOf(stage, workspaceId)).apps[0].health).toBe("healthy");
    await stage.clock.advance(3_000);
    expect((await agentOf(stage, workspaceId)).apps[0].health).toBe("unhealthy");
    await stage.build(workspaceId, { transition: "start" });
    await stage.clock.advance(15_000);

    expect((await stage.ask({ method: "GET", url: `${url}/status` })).status).toBe(200);
  });

  it("times out when it never connects", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "bare-vm" });
    await stage.clock.advance(60_000);
    expect((await agentOf(stage, id)).status).toBe("connecting");

    await stage.clock.advance(70_000);

    expect(await agentOf(stage, id)).toMatchObject({ status: "timeout", health: { healthy: false } });
    expect((await stage.ask({ method: "GET", url })).status).toBe(404);
  });

  it("counts as unhealthy before it connects, from 2.35 on", async () => {
    const stage = createStage({ release: "2.35" });
    const id = await stage.create({ name: "otter", from: "bare-vm" });
    await stage.clock.advance(3_000);

    expect((await agentOf(stage, id)).health).toEqual({ healthy: false, reason: "agent has not yet connected" });
  });

  it("is struck by faults while it works", async () => {
    const dropped = await runningAgent({ faults: { "agent-drop": { next: 1, ms: 60_000 } } }, "Hi work=600");
    const killed = await runningAgent({ faults: { "app-kill": { next: 1 } } }, "Hi work=600");

    expect(await agentOf(dropped.stage, dropped.workspaceId)).toMatchObject({ status: "disconnected" });
    expect(await agentOf(killed.stage, killed.workspaceId)).toMatchObject({ apps: [{ health: "unhealthy" }] });
  });

  it("forgets its earlier statuses when a fault says so", async () => {
    const { stage, workspaceId } = await runningAgent({ faults: { "forget-history": { probability: 1 } } });

    const { apps } = await agentOf(stage, workspaceId);

    expect(apps[0].statuses.map(({ state }: { state: string }) => state)).toEqual(["idle"]);
    expect(stage.sim.truth().agents[0]?.statuses.map(({ state }) => state)).toEqual(["working", "complete", "idle"]);
  });

  it("cuts what it reports to Coder's 160 bytes", async () => {
    const { stage, workspaceId } = await runningAgent({}, `${"ä".repeat(200)} work=1`);

    const { message } = (await agentOf(stage, workspaceId)).workspace.latest_app_status;

    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(160);
    expect(message).toMatch(/^Done: ä+…$/);
  });

  it("measures its role, and a pull request once there is one", async () => {
    const { stage, workspaceId } = await runningAgent({}, "Hi work=1 pr=https://git.example.com/acme/shop/pull/7");
    const { id } = await agentOf(stage, workspaceId);
    const answer = await stage.ask({ method: "GET", url: `/api/v2/workspaceagents/${id}/watch-metadata` });
    const sent: string[] = [];

    const hangUp = answer.stream?.((chunk) => sent.push(chunk));
    await stage.clock.advance(11_000);
    hangUp?.();
    await stage.clock.advance(60_000);

    const values = JSON.parse(sent[0]?.split("data: ")[1] ?? "");
    expect(sent).toHaveLength(3);
    expect(
      values.map((value: { description: { key: string }; result: { value: string } }) => [
        value.description.key,
        value.result.value,
      ]),
    ).toEqual([
      ["cpu", "12%\n"],
      ["fleet_mcp_pull_request_check_status", "passing\n"],
      ["fleet_mcp_pull_request_status", "open\n"],
      ["fleet_mcp_pull_request_url", "https://git.example.com/acme/shop/pull/7\n"],
      ["fleet_mcp_role", "\n"],
    ]);
    expect((await stage.ask({ method: "GET", url: "/api/v2/workspaceagents/x/watch-metadata" })).status).toBe(404);
  });

  it("keeps saying that it is there, every fifteen seconds", async () => {
    const { stage, workspaceId } = await runningAgent();
    const before = Date.parse((await agentOf(stage, workspaceId)).last_connected_at);

    await stage.clock.advance(31_000);

    const after = Date.parse((await agentOf(stage, workspaceId)).last_connected_at);
    expect(after - before).toBe(30_000);
  });

  it("has no machine to speak of where there is none", () => {
    const stage = createStage();

    expect(() => stage.sim.dropAgent("otter")).toThrow("The simulated Coder has no workspace otter.");
    expect(() => stage.sim.publishVersion("nope")).toThrow("The simulated Coder has no template nope.");
    expect(() => stage.sim.tokenOf("nobody")).toThrow("The simulated Coder has no user nobody.");
  });
});
