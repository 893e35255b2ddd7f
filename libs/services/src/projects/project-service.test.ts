import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../../test/make-services.ts";
import { scriptProjects } from "../../test/script-projects.ts";

const cassettes = useCassettes();

describe("ProjectService.list", () => {
  it("keeps usable projects apart from those that cannot run an agent", async () => {
    cassettes.play("projects/list-usable");

    const { projects, unusable } = await makeServices().projects.list(anyCall());

    expect(projects.map(({ name, roles, backends }) => ({ name, roles, backends }))).toEqual([
      { name: "docs-site", roles: ["coder", "reviewer", "tester"], backends: ["agentapi"] },
      { name: "shop-backend", roles: ["coder", "reviewer", "tester"], backends: ["tasks"] },
    ]);
    expect(unusable).toEqual([
      {
        name: "bare-vm",
        display_name: "Bare VM",
        organization: "coder",
        reason:
          'its template does not support Coder tasks and has no parameter "ai_prompt" (or "AI Prompt") for the task.',
      },
    ]);
  });

  it("says what a capable template requires and no role fills", async () => {
    const parameters = [{ name: "ticket", required: true }];
    scriptProjects(cassettes, [{ name: "strict", isTaskCapable: true, parameters, roles: [{ name: "coder" }] }]);

    const { unusable } = await makeServices().projects.list(anyCall());

    expect(unusable[0]?.reason).toBe('it requires "ticket", which no role fills and which has no default.');
  });

  it("warns of what agents of a project will lack", async () => {
    const parameters = [{ name: "ticket", required: true }];
    const roles = [{ name: "on-call", fills: ["ticket"] }];
    scriptProjects(cassettes, [{ name: "strict", isTaskCapable: true, parameters, roles }]);

    const { projects } = await makeServices().projects.list(anyCall());

    expect(projects).toEqual([
      {
        name: "strict",
        organization: "coder",
        roles: ["on-call"],
        backends: ["tasks"],
        warnings: [
          'No parameter "system_prompt": roles cannot carry standing instructions.',
          'Needs a role that fills "ticket".',
        ],
      },
    ]);
  });
});

describe("ProjectService.roles", () => {
  it("lists the roles of a project asked for by its display name", async () => {
    cassettes.play("projects/list-roles");

    const { project, roles } = await makeServices().projects.roles("SHOP backend", anyCall());

    expect(project).toBe("shop-backend");
    expect(roles).toEqual([
      { name: "coder", description: "Writes code.", is_default: true },
      { name: "reviewer", description: "Reviews pull requests.", is_default: false },
      { name: "tester", description: "", is_default: false },
    ]);
  });
});
