import { serveCassette } from "@fleet-mcp/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { startHttpServer, stdioServer } from "./bundled-server.ts";
import { callTool, refusal } from "./call-tool.ts";
import { connectModern, connectOld, oldHttp } from "./connect.ts";

// The pauses between two looks at a build or an agent are real in a process of its own.
jest.setTimeout(60_000);

describe("the bundled server", () => {
  it("leads an agent on the agentapi backend through its whole life over stdio", async () => {
    const coder = await serveCassette("fleet/live-agentapi");
    const client = await connectModern(stdioServer(coder.url, { startsAt: "00:00:40" }));
    const finch = { agent_name: "finch" };

    const created = { name: "finch", project: "Docs site", role: "coder", task: "Write the quick start work=3" };
    expect(await callTool(client, "create_agent", { ...created, wait_seconds: 60 })).toMatchObject({
      backend: "agentapi",
      agent: { name: "finch", status: "busy", project: "docs-site", role: "coder" },
    });
    expect(await callTool(client, "start_agent_task", { ...finch, task: "Add a tutorial work=8" })).toMatchObject({
      receipt: { agent_name: "finch", delivered: "yes", backend: "agentapi" },
    });
    expect(await refusal(client, "start_agent_task", { ...finch, task: "And a glossary" })).toMatch(
      /^busy: .*"finch"[^]*cancel_agent_task/,
    );
    expect(await callTool(client, "cancel_agent_task", finch)).toMatchObject({ agent: { status: "idle" } });
    expect(await callTool(client, "show_agent_task_history", finch)).toMatchObject({
      total: 2,
      tasks: [
        { task: "Add a tutorial work=8", state: "ended" },
        { task: "Write the quick start work=3", state: "completed" },
      ],
    });
    expect(await callTool(client, "show_agent_log", { ...finch, page_size: 20 })).toMatchObject({
      entries: [{ from: "agent" }, { from: "user", text: "Add a tutorial work=8" }, { from: "agent" }],
    });
    expect(await callTool(client, "restart_agent", { ...finch, wait_seconds: 60 })).toMatchObject({
      agent: { status: "idle" },
    });
    expect(await callTool(client, "delete_agent", { ...finch, wait_seconds: 60 })).toMatchObject({
      agent: { status: "deleted" },
    });

    await client.close();
    await coder.close();
    expect(coder.unmatched).toEqual([]);
  });

  it("leads an agent on the tasks backend through its life over HTTP, before a client of 2025", async () => {
    const coder = await serveCassette("fleet/live-tasks");
    const server = await startHttpServer(coder.url, { startsAt: "00:00:00" });
    const client = await connectOld(oldHttp(server.url));
    const otter = { agent_name: "otter" };

    const task = "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42";
    expect(
      await callTool(client, "create_agent", {
        name: "otter",
        project: "shop-backend",
        role: "coder",
        task,
        wait_seconds: 60,
      }),
    ).toMatchObject({ backend: "tasks", agent: { name: "otter", role: "coder" } });
    expect(await callTool(client, "start_agent_task", { ...otter, task: "Write the changelog work=5" })).toMatchObject({
      receipt: { delivered: "yes", backend: "tasks" },
    });
    expect(await refusal(client, "start_agent_task", { ...otter, task: "Bump the version" })).toMatch(/^busy: /);
    await callTool(client, "start_agent_task", { ...otter, task: "Refactor the cart work=60" });
    expect(await callTool(client, "cancel_agent_task", otter)).toMatchObject({ agent: { status: "idle" } });
    expect(await callTool(client, "show_agent_task_history", otter)).toMatchObject({
      total: 3,
      tasks: [
        { task: "Refactor the cart work=60", state: "ended", outcome: "Interrupted: Refactor the cart" },
        { task: "Write the changelog work=5", state: "completed" },
        { task, state: "completed", pull_request: "https://git.example.com/acme/shop/pull/42" },
      ],
    });
    expect(await callTool(client, "show_agent_log", { ...otter, page_size: 20 })).toMatchObject({ total: 5 });
    expect(await callTool(client, "delete_agent", { ...otter, wait_seconds: 60 })).toMatchObject({
      agent: { status: "deleted" },
    });
    expect(await refusal(client, "delete_agent", otter)).toMatch(/^not_found: .*"otter"/);

    await client.close();
    expect(await server.stop()).toBe(0);
    await coder.close();
    expect(coder.unmatched).toEqual([]);
  });

  it("restarts an agent on the tasks backend by pausing and resuming its task", async () => {
    const coder = await serveCassette("fleet/restart-tasks");
    const client = await connectModern(stdioServer(coder.url, { startsAt: "00:00:20" }));

    await callTool(client, "create_agent", {
      name: "lynx",
      project: "shop-backend",
      task: "Port the tests work=2",
      wait_seconds: 60,
    });
    const restarted = await callTool(client, "restart_agent", { agent_name: "lynx", wait_seconds: 60 });
    const history = await callTool(client, "show_agent_task_history", { agent_name: "lynx" });
    const deleted = await callTool(client, "delete_agent", { agent_name: "lynx", wait_seconds: 60 });

    expect(restarted).toMatchObject({ agent: { status: "idle" }, next: expect.stringContaining("online again") });
    expect(history).toMatchObject({ tasks: [{ task: "Port the tests work=2" }] });
    expect(deleted).toMatchObject({ agent: { status: "deleted" } });
    await client.close();
    await coder.close();
    expect(coder.unmatched).toEqual([]);
  });
});
