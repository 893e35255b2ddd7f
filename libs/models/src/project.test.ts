import { describe, expect, it } from "@jest/globals";
import { Project, Role, UnusableProject } from "./project.ts";

const project = { name: "docs-site", organization: "coder", roles: ["coder"], backends: ["agentapi"] };

describe("Project", () => {
  it("accepts one with and without words for people", () => {
    expect(Project.parse(project)).toEqual(project);
    expect(Project.parse({ ...project, display_name: "Docs site", warnings: ["x"] }).display_name).toBe("Docs site");
  });

  it("refuses an unknown backend", () => {
    expect(Project.safeParse({ ...project, backends: ["ssh"] }).success).toBe(false);
  });
});

describe("UnusableProject", () => {
  it("must say why", () => {
    const unusable = { name: "bare-vm", organization: "coder" };

    expect(UnusableProject.safeParse(unusable).success).toBe(false);
    expect(UnusableProject.safeParse({ ...unusable, reason: "It has no prompt parameter." }).success).toBe(true);
  });
});

describe("Role", () => {
  it("must say whether it is the default", () => {
    const role = { name: "coder", description: "" };

    expect(Role.safeParse(role).success).toBe(false);
    expect(Role.safeParse({ ...role, is_default: true }).success).toBe(true);
  });
});
