import { anyCall } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { closeFleets, connectFleet } from "./connect-fleet.ts";

// Builds of the simulated Coder take a moment, and pauses between two looks are real.
jest.setTimeout(90_000);
afterEach(closeFleets);

type Fleet = Awaited<ReturnType<typeof connectFleet>>;

const projects = { otter: "shop-backend", finch: "docs-site", plover: "chat-box" } as const;
const backends = { otter: "tasks", finch: "agentapi", plover: "chats" } as const;
type Name = keyof typeof projects;
const names: readonly Name[] = ["finch", "otter", "plover"];
const up = { input: "up", input_type: "key" };
const each = <T>(act: (name: Name) => Promise<T>) => Promise.all(names.map(act));

async function untilIdle({ call }: Fleet, name: Name): Promise<void> {
  for (;;) {
    const { agent } = (await call("show_agent", { agent_name: name })) as { agent: { status: string } };
    if (agent.status === "idle") return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe("a fleet on all three backends at once", () => {
  it("works in every tool", async () => {
    const fleet = await connectFleet({ release: "2.35" });
    const { call, refused } = fleet;

    await expect(call("list_agent_projects")).resolves.toMatchObject({
      projects: [
        { name: "bare-vm", backends: ["chats"] },
        { name: "chat-box", backends: ["chats"] },
        { name: "docs-site", backends: ["agentapi", "chats"] },
        { name: "shop-backend", backends: ["tasks", "chats"] },
      ],
    });
    await expect(call("list_agent_roles", { project: "chat-box" })).resolves.toMatchObject({ project: "chat-box" });

    const created = await each((name) =>
      call("create_agent", { name, project: projects[name], task: "Begin work=5", wait_seconds: 60 }),
    );
    expect(created).toMatchObject([
      { backend: "agentapi" },
      { backend: "tasks" },
      { backend: "chats", first_task: "given" },
    ]);

    await each((name) => untilIdle(fleet, name));
    await expect(call("list_agents")).resolves.toMatchObject({
      agents: names.map((name) => ({ name, status: "idle", project: projects[name] })),
    });
    await expect(each((name) => call("show_agent", { agent_name: name }))).resolves.toMatchObject(
      names.map((name) => ({ agent: { name, backend: backends[name] } })),
    );

    await fleet.services.observer.tick(anyCall());
    await expect(call("get_fleet_status")).resolves.toMatchObject({ total: 3, last_day: { started: 3, finished: 3 } });
    await expect(call("wait_for_agents", { until: "idle" })).resolves.toMatchObject({ reached: true });

    const start = (name: Name, task: string) => call("start_agent_task", { agent_name: name, task });
    await expect(each((name) => start(name, "Go on for long work=6000"))).resolves.toMatchObject(
      names.map((name) => ({ receipt: { delivered: "yes", backend: backends[name] } })),
    );
    const busy = await each((name) => refused("start_agent_task", { agent_name: name, task: "Another" }));
    expect(busy.map((text) => text.split(":")[0])).toEqual(["busy", "busy", "busy"]);

    await expect(each((name) => call("cancel_agent_task", { agent_name: name }))).resolves.toMatchObject(
      names.map((name) => ({ agent: { name, status: "idle" } })),
    );
    const pasts = await each((name) => call("show_agent_task_history", { agent_name: name }));
    expect(pasts).toMatchObject(
      names.map(() => ({ tasks: [{ task: "Go on for long work=6000", state: "ended" }, { task: "Begin work=5" }] })),
    );
    const logs = await each((name) => call("show_agent_log", { agent_name: name, page_size: 20, contains: "Begin" }));
    for (const log of logs) expect(log).not.toMatchObject({ total: 0 });
    await expect(
      each((name) => call("show_agent_log", { agent_name: name, source: "build", page_size: 1 })),
    ).resolves.toMatchObject(names.map(() => ({ entries: [{ from: "build" }] })));

    await each((name) => start(name, "Go on again work=6000"));
    const steered = await each((name) =>
      call("send_agent_input", { agent_name: name, ...(name === "plover" ? { input: "Use tabs" } : up) }),
    );
    expect(steered).toMatchObject(
      names.map((name) => ({
        receipt: { delivered: name === "plover" ? "queued" : "yes", before: { status: "busy" } },
      })),
    );
    await expect(refused("send_agent_input", { agent_name: "plover", ...up })).resolves.toMatch(/^unsupported: /);

    await expect(call("cancel_agent_task", { agent_name: "plover" })).resolves.toMatchObject({
      agent: { status: "idle" },
      taken_back: ["Use tabs"],
    });
    await fleet.services.observer.tick(anyCall());
    await expect(call("query_events", { types: ["agent_created"] })).resolves.toMatchObject({ total: 3 });
    await expect(call("get_fleet_digest")).resolves.toBeDefined();
    await expect(call("list_alerts")).resolves.toMatchObject({ alerts: [], total: 0 });
    await expect(refused("resolve_alert", { alert_id: "offline-00000000" })).resolves.toMatch(/^not_found: /);

    const restarted = await each((name) => call("restart_agent", { agent_name: name, wait_seconds: 60 }));
    expect(restarted).toMatchObject(names.map((name) => ({ agent: { name, status: "idle" } })));
    await expect(call("show_agent_task_history", { agent_name: "plover" })).resolves.toMatchObject({
      tasks: expect.arrayContaining([expect.objectContaining({ task: "Begin work=5" })]),
    });

    await expect(each((name) => call("delete_agent", { agent_name: name, wait_seconds: 60 }))).resolves.toMatchObject(
      names.map((name) => ({ agent: { name, status: "deleted" } })),
    );
    await expect(call("list_agents")).resolves.toMatchObject({ total: 0 });
  });
});
