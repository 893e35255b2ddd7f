import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";
import { antAdopted, antIsStuck, ant as antsId, makeEvent } from "../../test/make-history.ts";
import { makeFleet, pathOfRoles, rolesOfFleet } from "../../test/make-fleet.ts";

const cassettes = useCassettes();

describe("list_agents", () => {
  it("shows the first 50 agents by name, on either backend", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { structured } = await callTool("list_agents");

    expect(structured).toEqual({
      agents: [ant, bee, cod, dab, eel, fox, gnu, slug],
      total: 8,
      page: 1,
      page_size: 50,
      has_next: false,
      has_previous: false,
    });
  });

  it("says the same in one line for each agent", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { text } = await callTool("list_agents", { page_size: 3, page: 2 });

    expect(text).toBe(
      [
        "dab: idle since 2026-01-01T00:00:07Z · shop-backend/tester · failed: Write tests",
        "eel: idle since 2026-01-01T00:00:07Z · docs-site/coder · completed: Write docs",
        "fox: failed (start failed: Error: quota exceeded) since 2026-01-01T00:00:06Z · docs-site/coder",
        "3 of 8 agents, page 2. Next: page 3, page_size 3.",
      ].join("\n"),
    );
  });

  it("keeps what passes all filters, projects by display name too and roles in any case", async () => {
    cassettes.play("agents-shown/list-fleet");

    const filters = { status_filter: "idle", project_filter: "Shop backend", role_filter: "Tester" };
    const { structured, text } = await callTool("list_agents", filters);

    expect(structured).toMatchObject({ agents: [dab], total: 1 });
    expect(text).toMatch(/^dab: .*\n1 of 1 agents, page 1\.$/);
  });

  it("keeps who has a capability, be it the name of a role", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { structured } = await callTool("list_agents", { capability_filter: "Tester" });

    expect(structured).toMatchObject({ agents: [dab], total: 1 });
  });

  it("adds open alerts and how pull requests stand from the log, in one line each", async () => {
    cassettes.play("agents-shown/list-fleet");
    const url = "https://git.example.com/acme/shop/pull/42";
    const changed = makeEvent(antsId, "pull_request_changed", { url, status: "open", check_status: "failing" });

    const { structured, text } = await callTool(
      "list_agents",
      { page_size: 1 },
      { history: [antAdopted, antIsStuck, changed] },
    );

    const pull_request = `${url} (open, failing)`;
    expect(structured).toMatchObject({ agents: [{ name: "ant", pending_alerts: 1, pull_request }] });
    expect(structured).not.toHaveProperty("agents.0.pull_request_status");
    expect(text).toMatch(/^ant: .* · https:\S+ \(open, failing\) · open alerts: 1\n/);
  });

  it("says so when no agent is left", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { structured, text } = await callTool("list_agents", { status_filter: "canceled" });

    expect(structured).toMatchObject({ agents: [], total: 0 });
    expect(text).toBe("No agents.");
  });

  it("reads the fleet of a Coder of today in the same words", async () => {
    cassettes.play("fleet-list/list-mixed-2-35");

    const { text } = await callTool("list_agents");

    expect(text).toBe(
      [
        "ant: idle since 2026-01-01T00:00:02Z · shop-backend/coder · completed: Fix the login bug",
        "bee: busy since 2026-01-01T00:00:01Z · shop-backend/coder · working: Migrate the database",
        "cod: stopped since 2026-01-01T00:00:05Z · shop-backend/reviewer · ended: Done: Review PR 17",
        "dab: idle since 2026-01-01T00:00:05Z · shop-backend/tester · failed: Write tests",
        "eel: idle since 2026-01-01T00:00:05Z · docs-site/coder · completed: Write docs",
        "fox: failed (start failed: Error: quota exceeded) since 2026-01-01T00:00:03Z · docs-site/coder",
        "gnu: starting since 2026-01-01T00:00:03Z · docs-site/coder",
        "7 of 7 agents, page 1.",
      ].join("\n"),
    );
  });

  it("names the statuses and the bounds of a page when the input does not fit", async () => {
    const { isError, text } = await callTool("list_agents", { status_filter: "sleeping", page: 0, page_size: 101 });

    expect(isError).toBe(true);
    expect(text).toBe(
      "invalid_input: The input does not fit list_agents: " +
        "status_filter must be one of pending, starting, idle, busy, stopping, stopped, failed, canceling, canceled, " +
        'deleting, deleted, offline, not "sleeping"; ' +
        "page must be a whole number of at least 1, not 0; " +
        "page_size must be a whole number from 1 to 100, not 101.\n" +
        "Next: Correct this and call list_agents again.",
    );
  });

  it("says who can help when Coder refuses the list", async () => {
    cassettes.answer("GET", fleetPath, { status: 403, json: { message: "Forbidden." } });

    const { isError, text } = await callTool("list_agents");

    expect(isError).toBe(true);
    expect(text).toMatch(/^forbidden: [A-Z][^]*\nNext: Ask an administrator of Coder for the right/);
  });
});

describe("list_agents, a hundred at once", () => {
  it("costs a model less than 4,000 tokens, structured and as text, where no machine answers", async () => {
    cassettes.play("fleet-list/list-130");
    cassettes.answer("GET", `${versionPath}0005/rich-parameters`, {
      status: 200,
      json: [{ ...parameter, name: "ai_prompt" }],
    });
    cassettes.answer("GET", `${versionPath}0532/presets`, { status: 200, json: rolesOfFleet });

    const { structured, text } = await callTool("list_agents", { page_size: 100 });

    expect(structured).toMatchObject({ total: 131, has_next: true });
    expect(tokens(structured)).toBeLessThan(4_000);
    expect(tokens(text)).toBeLessThan(4_000);
    expect(text).toMatch(/worker-042: offline \(the coding CLI does not .*…\)/);
  });

  it("costs less than that with a role and a task each: tasks are cut, and the cut shows", async () => {
    cassettes.answer("GET", fleetPath, { status: 200, json: makeFleet(100) });
    cassettes.answer("GET", pathOfRoles, { status: 200, json: rolesOfFleet });

    const { structured, text } = await callTool("list_agents", { page_size: 100 });

    expect(structured).toMatchObject({ total: 100, has_next: false });
    expect(tokens(structured)).toBeLessThan(4_000);
    expect(tokens(text)).toBeLessThan(4_000);
    expect(text).toMatch(/^worker-001: idle since \S+ · shop-backend\/coder · completed: Mov.*…$/m);
  });

  it("shows what the tasks begin with in full when there are fifty", async () => {
    cassettes.answer("GET", fleetPath, { status: 200, json: makeFleet(50) });
    cassettes.answer("GET", pathOfRoles, { status: 200, json: rolesOfFleet });

    const { text } = await callTool("list_agents");

    expect(text).toMatch(/^worker-001: .* · completed: Move the login page to the new design s…$/m);
    expect(text).toMatch(/50 of 50 agents, page 1\.$/);
  });
});

const tokens = (content: unknown): number =>
  (typeof content === "string" ? content : JSON.stringify(content)).length / 4;

const fleetPath = "/api/v2/workspaces?limit=100&offset=0&q=owner:me";
const versionPath = "/api/v2/templateversions/00000000-0000-4000-8000-00000000";
const parameter = { description: "", type: "string", mutable: true, default_value: "", required: false };

const shop = { project: "shop-backend", role: "coder" };
const docs = { project: "docs-site", role: "coder" };
const ant = {
  name: "ant",
  status: "idle",
  ...shop,
  last_task: "completed: Fix the login bug",
  since: "2026-01-01T00:00:05Z",
};
const bee = {
  name: "bee",
  status: "busy",
  ...shop,
  last_task: "working: Migrate the database",
  since: "2026-01-01T00:00:03Z",
};
const cod = {
  name: "cod",
  status: "stopped",
  ...shop,
  role: "reviewer",
  last_task: "ended: Done: Review PR 17",
  since: "2026-01-01T00:00:07Z",
};
const dab = {
  name: "dab",
  status: "idle",
  ...shop,
  role: "tester",
  last_task: "failed: Write tests",
  since: "2026-01-01T00:00:07Z",
};
const eel = { name: "eel", status: "idle", ...docs, last_task: "completed: Write docs", since: "2026-01-01T00:00:07Z" };
const fox = {
  name: "fox",
  status: "failed",
  status_reason: "start failed: Error: quota exceeded",
  ...docs,
  since: "2026-01-01T00:00:06Z",
};
const gnu = { name: "gnu", status: "starting", ...docs, since: "2026-01-01T00:00:06Z" };
const slug = {
  name: "slug",
  status: "failed",
  status_reason: "delete failed: Error: volume is still attached",
  ...docs,
  since: "2026-01-01T00:00:01Z",
};
