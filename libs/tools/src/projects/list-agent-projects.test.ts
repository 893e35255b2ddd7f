import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";

const cassettes = useCassettes();

describe("list_agent_projects", () => {
  it("shows usable projects of both backends with their roles, and what the others lack", async () => {
    cassettes.play("projects/list-usable");

    const { structured } = await callTool("list_agent_projects");

    expect(structured).toEqual({
      projects: [
        {
          name: "docs-site",
          display_name: "Docs site",
          description: "Agents that write the documentation; no task support.",
          organization: "coder",
          roles: ["coder", "reviewer", "tester"],
          backends: ["agentapi"],
        },
        {
          name: "shop-backend",
          display_name: "Shop backend",
          description: "Agents on the shop's backend.",
          organization: "coder",
          roles: ["coder", "reviewer", "tester"],
          backends: ["tasks"],
        },
      ],
      unusable: [
        {
          name: "bare-vm",
          display_name: "Bare VM",
          organization: "coder",
          reason:
            'its template does not support Coder tasks and has no parameter "ai_prompt" (or "AI Prompt") for the task.',
        },
      ],
    });
  });

  it("says the same in one line for each project", async () => {
    cassettes.play("projects/list-usable");

    const { text } = await callTool("list_agent_projects");

    expect(text).toBe(
      [
        "docs-site: roles coder, reviewer, tester (agentapi)",
        "shop-backend: roles coder, reviewer, tester (tasks)",
        'bare-vm (not usable): its template does not support Coder tasks and has no parameter "ai_prompt" (or "AI Prompt") for the task.',
      ].join("\n"),
    );
  });

  it("says so when a project has no roles, and what its agents will lack", async () => {
    cassettes.answer("GET", "/api/v2/templates?q=has-ai-task:true", { status: 200, json: [template] });
    cassettes.answer("GET", "/api/v2/templates", { status: 200, json: [template] });
    cassettes.answer("GET", `/api/v2/templateversions/${template.active_version_id}/rich-parameters`, {
      status: 200,
      json: [],
    });
    cassettes.answer("GET", `/api/v2/templateversions/${template.active_version_id}/presets`, {
      status: 200,
      json: null,
    });

    const { text } = await callTool("list_agent_projects");

    expect(text).toBe(
      'lab: no roles (tasks)\n  No parameter "system_prompt": roles cannot carry standing instructions.',
    );
  });

  it("says so when there are no projects", async () => {
    cassettes.answer("GET", "/api/v2/templates?q=has-ai-task:true", { status: 200, json: [] });
    cassettes.answer("GET", "/api/v2/templates", { status: 200, json: [] });

    const { structured, text } = await callTool("list_agent_projects");

    expect(structured).toEqual({ projects: [], unusable: [] });
    expect(text).toBe("No projects.");
  });

  it("says who can renew a token that has run out", async () => {
    cassettes.answer("GET", "/api/v2/templates?q=has-ai-task:true", { status: 401, json: { message: "expired" } });
    cassettes.answer("GET", "/api/v2/templates", { status: 401, json: { message: "expired" } });

    const { isError, text } = await callTool("list_agent_projects");

    expect(isError).toBe(true);
    expect(text).toMatch(
      /^unauthenticated: [^]*\nNext: Ask the operator of this server to renew its Coder session token\.$/,
    );
  });
});

const template = {
  id: "00000000-0000-4000-8000-000000000001",
  organization_id: "00000000-0000-4000-8000-000000000003",
  organization_name: "coder",
  name: "lab",
  display_name: "",
  description: "",
  active_version_id: "00000000-0000-4000-8000-000000000002",
  deprecated: false,
};
