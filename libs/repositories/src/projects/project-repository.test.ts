import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeRepositories } from "../../test/make-repositories.ts";
import { makeParameter, makePreset, makeTemplate } from "../../test/make-version.ts";

const cassettes = useCassettes();
const capable = "/api/v2/templates?q=has-ai-task%3Atrue";
const answer = (path: string, json: unknown, status = 200) => cassettes.answer("GET", path, { status, json });
const version = (id: string, parameters: readonly unknown[], presets: readonly unknown[] | null = null) => {
  answer(`/api/v2/templateversions/${id}/rich-parameters`, parameters);
  answer(`/api/v2/templateversions/${id}/presets`, presets);
};

describe("ProjectRepository.list", () => {
  it("looks at every template of a real Coder", async () => {
    cassettes.play("templates-read/list-projects");

    const list = await makeRepositories().projects.list(anyCall());

    expect(
      list.map(({ name, backends, promptParameter, hasSystemPrompt }) => ({
        name,
        backends,
        promptParameter,
        hasSystemPrompt,
      })),
    ).toEqual([
      { name: "bare-vm", backends: [], promptParameter: undefined, hasSystemPrompt: false },
      { name: "docs-site", backends: ["agentapi"], promptParameter: "ai_prompt", hasSystemPrompt: true },
      { name: "shop-backend", backends: ["tasks"], promptParameter: undefined, hasSystemPrompt: true },
    ]);
    expect(list[1]?.roles.map(({ name, is_default }) => [name, is_default])).toEqual([
      ["coder", true],
      ["reviewer", false],
      ["tester", false],
    ]);
  });

  it("offers both backends where both work, tasks first, and does not count the prompt as missing", async () => {
    answer(capable, [makeTemplate("both")]);
    answer("/api/v2/templates", [makeTemplate("both")]);
    version("version-of-both", [
      makeParameter("AI Prompt", { required: true }),
      makeParameter("repo", { required: true }),
      makeParameter("region"),
    ]);

    await expect(makeRepositories().projects.list(anyCall())).resolves.toMatchObject([
      { backends: ["tasks", "agentapi"], promptParameter: "AI Prompt", required: ["repo"] },
    ]);
  });

  it("sorts roles by name and says which parameters each fills", async () => {
    answer(capable, []);
    answer("/api/v2/templates", [makeTemplate("docs")]);
    version(
      "version-of-docs",
      [],
      [
        makePreset("p2", "writer", { Parameters: [{ Name: "system_prompt", Value: "You write." }] }),
        makePreset("p1", "editor", { Default: true, Description: "Edits." }),
      ],
    );

    const [docs] = await makeRepositories().projects.list(anyCall());

    expect(docs?.roles).toEqual([
      { name: "editor", description: "Edits.", is_default: true, presetId: "p1", fills: [], systemPrompt: undefined },
      {
        name: "writer",
        description: "",
        is_default: false,
        presetId: "p2",
        fills: ["system_prompt"],
        systemPrompt: "You write.",
      },
    ]);
  });

  it("can use every project through chats where Coder has them, beside tasks on 2.35", async () => {
    cassettes.release("v2.35.0");
    answer(capable, [makeTemplate("shop")]);
    answer("/api/v2/templates", [makeTemplate("vm")]);
    answer("/api/v2/chats", { message: "Route not found." }, 404);
    answer("/api/experimental/chats", []);
    version("version-of-shop", [makeParameter("ai_prompt")]);
    version("version-of-vm", []);

    const projects = await makeRepositories().projects.list(anyCall());

    expect(projects.map(({ name, backends }) => [name, backends])).toEqual([
      ["shop", ["tasks", "agentapi", "chats"]],
      ["vm", ["chats"]],
    ]);
  });

  it("has no tasks any more where chats have their stable place", async () => {
    cassettes.release("v2.37.0");
    answer(capable, [makeTemplate("shop")]);
    answer("/api/v2/templates", []);
    answer("/api/v2/chats", []);
    version("version-of-shop", []);

    await expect(makeRepositories().projects.list(anyCall())).resolves.toMatchObject([{ backends: ["chats"] }]);
  });

  it("leaves deprecated templates out", async () => {
    answer(capable, [makeTemplate("old", { deprecated: true })]);
    answer("/api/v2/templates", []);

    await expect(makeRepositories().projects.list(anyCall())).resolves.toEqual([]);
  });

  it.each([
    [400, "Invalid template search query."],
    [404, "Route not found."],
  ])("knows no task-capable templates where Coder has no tasks: %d", async (status, message) => {
    answer(capable, { message }, status);
    answer("/api/v2/templates", [makeTemplate("docs")]);
    version("version-of-docs", [makeParameter("ai_prompt")]);

    await expect(makeRepositories().projects.list(anyCall())).resolves.toMatchObject([{ backends: ["agentapi"] }]);
  });

  it("fails when the templates cannot be listed", async () => {
    answer(capable, { message: "no" }, 403);
    answer("/api/v2/templates", { message: "no" }, 403);

    await expect(makeRepositories().projects.list(anyCall())).rejects.toMatchObject({
      name: "RepositoryError",
      code: "forbidden",
    });
  });

  it("names the project whose version cannot be read", async () => {
    answer(capable, []);
    answer("/api/v2/templates", [makeTemplate("docs")]);
    answer("/api/v2/templateversions/version-of-docs/rich-parameters", { message: "no" }, 403);
    answer("/api/v2/templateversions/version-of-docs/presets", []);

    await expect(makeRepositories().projects.list(anyCall())).rejects.toMatchObject({
      message: expect.stringContaining('project "docs"'),
    });
  });
});

describe("ProjectRepository.findByName", () => {
  const bothOrganizations = () => {
    answer(capable, []);
    answer("/api/v2/templates", [
      makeTemplate("docs", { id: "t1", display_name: "Docs site", organization_name: "web", active_version_id: "v1" }),
      makeTemplate("docs", { id: "t2", display_name: "Docs site", organization_name: "api", active_version_id: "v2" }),
      makeTemplate("other"),
    ]);
  };

  it("finds one by the name that people see", async () => {
    cassettes.play("templates-read/find-by-display-name");

    await expect(makeRepositories().projects.findByName("docs SITE ", anyCall())).resolves.toMatchObject([
      { name: "docs-site", displayName: "Docs site", organization: "coder" },
    ]);
  });

  it.each(["docs", "Docs Site"])("finds all of that name, by organisation: %s", async (name) => {
    bothOrganizations();
    version("v1", []);
    version("v2", []);

    const found = await makeRepositories().projects.findByName(name, anyCall());

    expect(found.map(({ organization }) => organization)).toEqual(["api", "web"]);
  });

  it("narrows it to one organisation, and looks at no other version", async () => {
    bothOrganizations();
    version("v1", []);

    await expect(makeRepositories().projects.findByName("Web/docs", anyCall())).resolves.toMatchObject([
      { organization: "web" },
    ]);
  });

  it.each(["nothing", ""])("finds nothing for %j", async (name) => {
    bothOrganizations();

    await expect(makeRepositories().projects.findByName(name, anyCall())).resolves.toEqual([]);
  });
});
