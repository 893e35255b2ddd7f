import { serveCassette } from "@fleet-mcp/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { startHttpServer, stdioServer } from "./bundled-server.ts";
import { callTool, refusal } from "./call-tool.ts";
import type { ToolCaller } from "./call-tool.ts";
import { connectModern, connectOld, oldHttp } from "./connect.ts";

const statuses = {
  ant: "idle",
  bee: "busy",
  cod: "stopped",
  dab: "idle",
  eel: "idle",
  fox: "failed",
  gnu: "starting",
};

/** Where Coder has chats, they can use every project. */
const projectsOf = (chats: readonly "chats"[]) => [
  ...chats.map(() => ({ name: "bare-vm", backends: chats })),
  { name: "docs-site", backends: ["agentapi", ...chats], roles: ["coder", "reviewer", "tester"] },
  { name: "shop-backend", backends: ["tasks", ...chats] },
];

describe.each([
  ["fleet/read-mixed-2-31", projectsOf([])],
  ["fleet/read-mixed-2-35", projectsOf(["chats"])],
])("the bundled server before %s", (cassette, projects) => {
  let coder: Awaited<ReturnType<typeof serveCassette>>;
  beforeEach(async () => {
    coder = await serveCassette(cassette);
  });
  afterEach(async () => {
    await coder.close();
  });

  it("answers every reading tool over stdio", async () => {
    const client = await connectModern(stdioServer(coder.url));

    await expectReadings(client, projects);

    await client.close();
    expect(coder.unmatched).toEqual([]);
    expect(coder.unused()).toEqual([]);
  });

  it("answers every reading tool over HTTP to a client of 2025, and keeps the token to itself", async () => {
    const server = await startHttpServer(coder.url);
    const client = await connectOld(oldHttp(server.url));

    await expectReadings(client, projects);

    await client.close();
    expect(await server.stop()).toBe(0);
    expect(coder.unmatched).toEqual([]);
    expect(coder.unused()).toEqual([]);
    expect(server.log.join("\n")).not.toContain("canaryToke");
  });
});

async function expectReadings(client: ToolCaller, projects: readonly object[]): Promise<void> {
  const list = await callTool(client, "list_agents");
  expect(list).toMatchObject({ page: 1, page_size: 50, has_next: false, has_previous: false });
  const { agents } = list as { agents: { name: string; status: string }[] };
  const found = Object.fromEntries(agents.map(({ name, status }) => [name, status]));
  expect(found).toMatchObject(statuses);
  expect(found).not.toHaveProperty("scratch");

  expect(await callTool(client, "show_agent", { agent_name: "ant" })).toMatchObject({
    agent: {
      name: "ant",
      status: "idle",
      backend: "tasks",
      project: "shop-backend",
      role: "coder",
      owner: "riley",
      metadata: { pull_request_status: "open" },
      last_task: { task: "Fix the login bug", state: "completed" },
    },
  });
  expect(await callTool(client, "show_agent_task_history", { agent_name: "ant" })).toMatchObject({
    total: 1,
    tasks: [{ task: "Fix the login bug work=2", state: "completed", outcome: "Done: Fix the login bug" }],
  });
  expect(await callTool(client, "show_agent_task_history", { agent_name: "dab" })).toMatchObject({
    tasks: [{ state: "failed", outcome: "Failed: Write tests" }],
  });
  expect(await callTool(client, "show_agent_task_history", { agent_name: "cod" })).toMatchObject({ total: 1 });
  expect(await callTool(client, "show_agent_log", { agent_name: "ant" })).toMatchObject({
    entries: [{ from: "agent", text: expect.stringContaining("Done: Fix the login bug") }],
  });
  expect(await callTool(client, "show_agent_log", { agent_name: "eel" })).toMatchObject({
    entries: [{ from: "agent", text: expect.stringContaining("Write docs") }],
  });
  expect(await callTool(client, "list_agent_projects")).toMatchObject({ projects });
  expect(await callTool(client, "list_agent_roles", { project: "Shop backend" })).toMatchObject({
    project: "shop-backend",
    roles: [{ name: "coder", is_default: true }, { name: "reviewer" }, { name: "tester" }],
  });
  expect(await refusal(client, "list_agents", { page_size: 101 })).toMatch(/^invalid_input: .*page_size/);
}
