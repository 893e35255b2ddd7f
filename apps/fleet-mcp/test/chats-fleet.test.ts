import { anyCall } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { closeFleets, connectFleet, connectServer } from "./connect-fleet.ts";

// Builds of the simulated Coder take a moment, and pauses between two looks are real.
jest.setTimeout(90_000);
afterEach(closeFleets);

type Call = Awaited<ReturnType<typeof connectFleet>>["call"];
interface Shown {
  readonly agent: { readonly status: string; readonly status_reason?: string };
}
const plover = { agent_name: "plover" };
const created = { name: "plover", project: "chat-box" };

async function until(call: Call, isDone: (shown: Shown) => boolean): Promise<Shown> {
  for (;;) {
    const shown = (await call("show_agent", plover)) as Shown;
    if (isDone(shown)) return shown;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const untilIdle = (call: Call) => until(call, ({ agent }) => agent.status === "idle");

describe("a fleet on Coder 2.37", () => {
  it("has chats only: also a project for tasks is used through them, with the instructions of its role", async () => {
    const { call } = await connectFleet({ release: "2.37" });

    const agent = { name: "plover", project: "shop-backend", role: "reviewer", task: "Look at it work=1" };
    await expect(call("create_agent", { ...agent, wait_seconds: 60 })).resolves.toMatchObject({
      backend: "chats",
      first_task: "given",
      agent: { role: "reviewer" },
    });
  });

  it("gives a first task by itself when nobody waits for it, exactly once", async () => {
    const { call, refused } = await connectFleet({ release: "2.37" });

    await expect(call("create_agent", { ...created, task: "Begin work=1" })).resolves.toMatchObject({
      first_task: "pending",
      next: "It is given its task as soon as its machine is up; show_agent says how far it is.",
    });
    await expect(call("list_agents")).resolves.toMatchObject({ agents: [{ name: "plover" }] });
    await expect(refused("start_agent_task", { ...plover, task: "Something else" })).resolves.toMatch(
      /^(busy|offline)/,
    );

    await untilIdle(call);
    await expect(call("show_agent_task_history", plover)).resolves.toMatchObject({
      tasks: [{ task: "Begin work=1", state: "completed" }],
      total: 1,
    });
  });

  it("lets another process give the first task that this one had to leave, once", async () => {
    const { call, services, coder } = await connectFleet({ release: "2.37" });
    await call("create_agent", { ...created, task: "Begin work=1" });
    const left = await services.drain(AbortSignal.timeout(0));
    const other = await connectServer(coder);

    await Promise.all([other.services.resume(left, anyCall()), other.services.resume(left, anyCall())]);
    await untilIdle(other.call);

    expect(left).toMatchObject([{ kind: "first_task", agentName: "plover", firstTask: { task: "Begin work=1" } }]);
    await expect(other.call("show_agent_task_history", plover)).resolves.toMatchObject({ total: 1 });
  });

  it("creates an agent without a task, which then waits for its first", async () => {
    const { call } = await connectFleet({ release: "2.37" });

    const made = await call("create_agent", { ...created, wait_seconds: 60 });
    await untilIdle(call);
    await expect(call("show_agent_task_history", plover)).resolves.toMatchObject({ tasks: [] });
    await call("start_agent_task", { ...plover, task: "Begin work=1" });

    expect(made).not.toHaveProperty("first_task");
    await expect(call("show_agent_task_history", plover)).resolves.toMatchObject({
      tasks: [{ task: "Begin work=1" }],
      total: 1,
    });
  });

  it("cancels a question, and takes back what is queued behind it", async () => {
    const { call, repositories } = await connectFleet({ release: "2.37" });
    await call("create_agent", { ...created, task: "Begin ask work=1", wait_seconds: 60 });
    const { agent } = await until(call, ({ agent: seen }) => seen.status_reason !== undefined);
    const record = await repositories.agents.findByName("plover", anyCall());
    await expect(repositories.conversations.send(record, "And then this", anyCall(), "queue")).resolves.toBe("queued");

    await expect(call("show_agent", plover)).resolves.toMatchObject({ agent: { conversation: { queued: "1" } } });
    await expect(call("cancel_agent_task", plover)).resolves.toMatchObject({
      agent: { status: "idle" },
      taken_back: ["And then this"],
    });

    expect(agent).toMatchObject({ status: "idle", status_reason: "it waits for an answer to a question of its own" });
    await expect(call("show_agent_task_history", plover)).resolves.toMatchObject({ total: 1 });
  });

  it("says in words that the model failed, and takes the next task all the same", async () => {
    const { call } = await connectFleet({ release: "2.37" });
    await call("create_agent", { ...created, task: "Begin fail work=1", wait_seconds: 60 });

    const { agent } = await until(call, ({ agent: seen }) => seen.status_reason !== undefined);
    await call("start_agent_task", { ...plover, task: "Again work=1" });
    await until(call, ({ agent: seen }) => seen.status === "idle");

    expect(agent).toMatchObject({ status: "idle", status_reason: expect.stringMatching(/^its last turn failed: ./) });
    await expect(call("show_agent_task_history", plover)).resolves.toMatchObject({
      tasks: [{ task: "Again work=1", state: "completed" }, { task: "Begin fail work=1" }],
    });
  });

  it("deletes an agent at work, and its name can be used again", async () => {
    const { call } = await connectFleet({ release: "2.37" });
    await call("create_agent", { ...created, task: "Begin work=6000", wait_seconds: 60 });

    await expect(call("delete_agent", { ...plover, wait_seconds: 60 })).resolves.toMatchObject({
      agent: { status: "deleted" },
      interrupted_task: expect.any(String),
    });
    await expect(call("list_agents")).resolves.toMatchObject({ total: 0 });
    await expect(call("create_agent", { ...created, task: "Begin work=1", wait_seconds: 60 })).resolves.toMatchObject({
      first_task: "given",
    });
    await expect(call("show_agent_task_history", plover)).resolves.toMatchObject({ total: 1 });
  });

  it("makes nothing where no model is configured", async () => {
    const { call, refused } = await connectFleet({ release: "2.37", chats: "no-model" });

    await expect(refused("create_agent", { ...created, task: "Begin" })).resolves.toMatch(
      /^unsupported: No model is configured for Coder's chats, so agent "plover" cannot work: an administrator/,
    );
    await expect(call("list_agents")).resolves.toMatchObject({ total: 0 });
  });

  it("says which role is missing, and goes on once it is there", async () => {
    const { call, refused } = await connectFleet({ release: "2.37", chats: "no-access", user: "sam" });

    await expect(refused("create_agent", { ...created, task: "Begin", wait_seconds: 60 })).resolves.toMatch(
      /^forbidden: .*the role agents-access \(Coder Agents User\)\.\nNext: .*start_agent_task, or delete_agent\.$/,
    );
    await expect(refused("start_agent_task", { ...plover, task: "Begin" })).resolves.toMatch(/^forbidden: /);
    await expect(call("delete_agent", { ...plover, wait_seconds: 60 })).resolves.toMatchObject({
      agent: { status: "deleted" },
    });
  });
});
