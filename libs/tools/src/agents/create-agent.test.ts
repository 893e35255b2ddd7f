import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";

const cassettes = useCassettes();

describe("create_agent", () => {
  it("creates an agent on the tasks backend and waits until it is online", async () => {
    cassettes.play("creation/create-tasks");

    const task = "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42";
    const order = { name: "otter", project: "shop-backend", role: "coder", task, wait_seconds: 60 };
    const { structured, text } = await callTool("create_agent", order);

    expect(structured).toEqual({
      agent: {
        name: "otter",
        status: "idle",
        project: "shop-backend",
        role: "coder",
        since: "2026-01-01T00:00:06Z",
      },
      backend: "tasks",
      next: "It has its task; show_agent says how far it is.",
    });
    expect(text).toBe(
      "otter: idle since 2026-01-01T00:00:06Z · shop-backend/coder\nIt has its task; show_agent says how far it is.",
    );
  });

  it("creates an agent on the agentapi backend from a project's display name", async () => {
    cassettes.play("creation/create-agentapi");

    const task = "Write the quick start work=3";
    const order = { name: "finch", project: "Docs site", role: "coder", task, wait_seconds: 60 };
    const { structured } = await callTool("create_agent", order);

    expect(structured).toEqual({
      agent: { name: "finch", status: "busy", project: "docs-site", role: "coder", since: "2026-01-01T00:00:42Z" },
      backend: "agentapi",
      next: "It has its task; show_agent says how far it is.",
    });
  });

  it("answers at once with the project's default role, without a role and without waiting", async () => {
    cassettes.play("tools/create-at-once");

    const task = "Write the quick start work=3";
    const { structured } = await callTool("create_agent", { name: "finch", project: "docs-site", task });

    expect(structured).toMatchObject({
      agent: { name: "finch", status: "starting", role: "coder" },
      next: "It is starting and will begin its task by itself; show_agent says how far it is.",
    });
  });

  it("makes nothing of a role that lacks what is required, and names those that have it", async () => {
    cassettes.play("projects/list-usable");
    const fleet = { status: 200, json: { workspaces: [], count: 0 } };
    cassettes.answer("GET", "/api/v2/workspaces?q=owner%3Ame&limit=100&offset=0", fleet);
    const order = { name: "finch", project: "docs-site", role: "coder", requires: "reviewer" };

    const { isError, text } = await callTool("create_agent", order);

    expect(isError).toBe(true);
    expect(text).toMatch(
      /^unsupported: Role "coder" of project "docs-site" says nothing of "reviewer"\.\nNext: Roles that do/,
    );
  });

  it("says which characters a name may have, before anything is made", async () => {
    const { isError, text } = await callTool("create_agent", { name: "Ab_c", project: "docs-site" });

    expect(isError).toBe(true);
    expect(text).toBe(
      'invalid_input: The name "Ab_c" has characters that are not allowed; use letters, digits and single hyphens between them.\n' +
        "Next: Choose another name, for example reviewer-1.",
    );
  });

  it("waits for four minutes at most", async () => {
    const { text } = await callTool("create_agent", { name: "finch", project: "docs-site", wait_seconds: 241 });

    expect(text).toMatch(/wait_seconds must be a whole number from 0 to 240, not 241/);
  });
});
