import { describe, expect, it } from "@jest/globals";
import type { Repositories } from "@fleet-mcp/repositories";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeRepositories, makeServices } from "../../test/make-services.ts";
import { makeFleetRow, scriptFleet } from "../../test/script-fleet.ts";
import { createJournal } from "../events/journal.ts";
import { createAgentService } from "./agent-service.ts";

const cassettes = useCassettes();
const page = { page: 1, page_size: 50 };
const remembered = [
  makeAdopted("otter"),
  makeEvent("otter-1", "task_started", { task_id: "t", task: "Fix it", origin: "ordered" }),
  makeEvent("otter-1", "pull_request_changed", { url: "https://github.com/o/r/pull/1", status: "open" }),
  makeEvent("otter-1", "alert_raised", {
    alert_id: "offline-1",
    rule: "offline",
    severity: "warning",
    cause: "c",
    evidence: "It left.",
  }),
];

const agentsOf = (repositories: Repositories) =>
  createAgentService({
    repositories,
    journal: createJournal({ events: repositories.events, clock: createFakeClock() }),
  });

describe("AgentService.list", () => {
  it("lists the fleet by name with what each one does", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { agents, ...info } = await makeServices().agents.list({}, page, anyCall());

    expect(agents.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "ant idle",
      "bee busy",
      "cod stopped",
      "dab idle",
      "eel idle",
      "fox failed",
      "gnu starting",
      "slug failed",
    ]);
    expect(info).toEqual({ total: 8, page: 1, page_size: 50, has_next: false, has_previous: false });
  });

  it("filters by status, project and role, without regard to case", async () => {
    cassettes.play("agents-shown/list-fleet");
    const filter = { status: "failed", project: "Docs Site ", role: "CODER" } as const;

    const { agents, total } = await makeServices().agents.list(filter, page, anyCall());

    expect(agents.map(({ name }) => name)).toEqual(["fox", "slug"]);
    expect(total).toBe(2);
  });

  it("finds nobody in a role that nobody has", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { agents, total } = await makeServices().agents.list({ role: "architect" }, page, anyCall());

    expect([agents, total]).toEqual([[], 0]);
  });

  it("finds nobody in a project that is not there", async () => {
    cassettes.play("agents-shown/list-fleet");

    expect(await makeServices().agents.list({ project: "shop" }, page, anyCall())).toMatchObject({ agents: [] });
  });

  it("filters nothing by what is empty", async () => {
    cassettes.play("agents-shown/list-fleet");
    const filter = { project: "", role: " ", capability: "" };

    await expect(makeServices().agents.list(filter, page, anyCall())).resolves.toMatchObject({ total: 8 });
  });

  it("finds those with a word in their role or project, also by the role that only the log remembers", async () => {
    const names = async (capability: string) =>
      (await service.list({ capability }, page, anyCall())).agents.map(({ name }) => name);
    const fleet = scriptFleet(cassettes);
    const rows = [makeFleetRow("otter"), { ...makeFleetRow("newt"), template_display_name: "Docs site" }];
    const repositories = makeRepositories();
    const service = agentsOf(repositories);
    await repositories.events.append([makeAdopted("otter", { role: "Senior-Reviewer" }), makeAdopted("newt")]);

    fleet.lists(...rows);
    expect(await names("reviewer")).toEqual(["otter"]);
    fleet.lists(...rows);
    expect(await names("DOCS")).toEqual(["newt"]);
    fleet.lists(...rows);
    expect(await names("view")).toEqual([]);
  });

  it("adds what the log knows: open alerts, pull request, and the task that Coder has forgotten", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", { status: "stopped" }), makeFleetRow("newt"));
    const repositories = makeRepositories();
    await repositories.events.append(remembered);

    const { agents } = await agentsOf(repositories).list({}, page, anyCall());

    expect(agents).toEqual([
      expect.not.objectContaining({ pending_alerts: expect.anything() }),
      expect.objectContaining({
        name: "otter",
        last_task: { task: "Fix it", state: "working" },
        pull_request: "https://github.com/o/r/pull/1",
        pull_request_status: "open",
        pending_alerts: 1,
      }),
    ]);
  });

  it("gives an empty page past the end, with the true total", async () => {
    cassettes.play("agents-shown/list-fleet");

    const past = await makeServices().agents.list({}, { page: 3, page_size: 5 }, anyCall());

    expect(past).toEqual({ agents: [], total: 8, page: 3, page_size: 5, has_next: false, has_previous: true });
  });
});

describe("AgentService.show", () => {
  it("shows an agent that was asked, and what its machine publishes", async () => {
    cassettes.play("agents-shown/show-idle");

    expect(await makeServices().agents.show("ant", anyCall())).toMatchObject({
      name: "ant",
      status: "idle",
      role: "coder",
      backend: "tasks",
      last_task: { task: "Fix the login bug", state: "completed" },
      url: "https://coder.example.com/@riley/ant",
    });
  });

  it("shows a stopped agent without asking its machine", async () => {
    cassettes.play("agents-shown/show-stopped");

    expect(await makeServices().agents.show("cod", anyCall())).toMatchObject({ status: "stopped", metadata: {} });
  });

  it("adds what the log knows", async () => {
    cassettes.answer("GET", "/api/v2/users/me/workspace/otter", {
      status: 200,
      json: makeFleetRow("otter", { status: "stopped" }),
    });
    const repositories = makeRepositories();
    await repositories.events.append(remembered);

    expect(await agentsOf(repositories).show("otter", anyCall())).toMatchObject({
      name: "otter",
      last_task: { task: "Fix it", state: "working" },
      pull_request: "https://github.com/o/r/pull/1",
      pull_request_status: "open",
      pending_alerts: 1,
    });
  });

  it("writes down how a pull request stands that it saw, for the list and for others", async () => {
    const published = { pull_request_url: "https://github.com/o/r/pull/1", pull_request_status: "merged" };
    const row = makeFleetRow("otter");
    for (let look = 0; look < 2; look++) {
      cassettes.answer("GET", "/api/v2/users/me/workspace/otter", { status: 200, json: row });
      cassettes.answer("GET", "/api/v2/workspaceagents/machine-1/watch-metadata", metadata(published));
      cassettes.answer("GET", "/@riley/otter.main/apps/ai/status", { status: 200, json: { status: "stable" } });
    }
    const repositories = makeRepositories();
    await repositories.events.append(remembered);
    const service = agentsOf(repositories);

    await service.show("otter", anyCall());
    await service.show("otter", anyCall());
    scriptFleet(cassettes).lists(row);
    const { agents } = await service.list({}, page, anyCall());

    expect(agents).toMatchObject([{ pull_request_status: "merged" }]);
    expect(await repositories.events.count({ types: ["pull_request_changed"] })).toBe(2);
  });

  it("leaves the first word on an agent to the observer", async () => {
    cassettes.play("agents-shown/show-idle");
    const repositories = makeRepositories();

    await agentsOf(repositories).show("ant", anyCall());

    expect(await repositories.events.count({})).toBe(0);
  });

  it("points to list_agents when there is no such agent", async () => {
    cassettes.play("agents-shown/show-missing");

    await expect(makeServices().agents.show("no-such-agent", anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining('agent "no-such-agent"'),
      hint: "Call list_agents to see the names.",
    });
  });

  it("does not take a plain workspace for an agent", async () => {
    cassettes.play("agents-shown/show-plain");

    await expect(makeServices().agents.show("scratch", anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: '"scratch" is a workspace but no agent: its template cannot run one.',
    });
  });
});

function metadata(values: Readonly<Record<string, string>>) {
  const items = Object.entries(values).map(([key, value]) => ({
    result: { value, error: "" },
    description: { key: `fleet_mcp_${key}` },
  }));
  const text = `event: data\ndata: ${JSON.stringify(items)}\n\n`;
  return { status: 200, text, headers: { "content-type": "text/event-stream" } };
}
