import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();
const bareVm = {
  id: "00000000-0000-4000-8000-000000000001",
  name: "bare-vm",
  display_name: "Bare VM",
  description: "",
  organization_id: "00000000-0000-4000-8000-000000000002",
  organization_name: "coder",
  organization_display_name: "Coder",
  active_version_id: "00000000-0000-4000-8000-000000000003",
  deprecated: false,
  allow_user_cancel_workspace_jobs: false,
  require_active_version: false,
};

describe("templates.list", () => {
  it("gives all templates without a query", async () => {
    cassettes.play("templates/list-all");

    const templates = await makeClient().templates.list(undefined, anyCall());

    expect(templates[0]).toEqual(bareVm);
    expect(templates.map(({ name }) => name)).toEqual(["bare-vm", "docs-site", "shop-backend"]);
  });

  it("gives those that match a query", async () => {
    cassettes.play("templates/list-task-capable");

    const templates = await makeClient().templates.list("has-ai-task:true", anyCall());

    expect(templates.map(({ name }) => name)).toEqual(["shop-backend"]);
    expect(cassettes.requests[0]?.url).toBe("/api/v2/templates?q=has-ai-task%3Atrue");
  });

  it("gives none when Coder sends null", async () => {
    cassettes.answer("GET", "/api/v2/templates", { status: 200, json: null });

    const templates = await makeClient().templates.list(undefined, anyCall());

    expect(templates).toEqual([]);
  });

  it("is invalid input with a query that Coder does not know", async () => {
    cassettes.play("templates/list-bad-query");

    const listing = makeClient().templates.list("nope:1", anyCall());

    await expect(listing).rejects.toMatchObject({
      code: "invalid_input",
      reason: "other",
      status: 400,
      fields: ["nope"],
    });
  });
});

describe("templates.getByName", () => {
  it("gives one template of an organisation", async () => {
    const path = "/api/v2/organizations/00000000-0000-4000-8000-000000000002/templates/bare-vm";
    cassettes.answer("GET", path, { status: 200, json: { ...bareVm, provisioner: "terraform" } });

    const template = await makeClient().templates.getByName(bareVm.organization_id, "bare-vm", anyCall());

    expect(template).toEqual(bareVm);
  });

  it("is not_found for a name nobody has", async () => {
    cassettes.play("templates/get-missing");
    const client = makeClient();
    const [template] = await client.templates.list("has-ai-task:true", anyCall());

    const getting = client.templates.getByName(template?.organization_id ?? "", "no-such-template", anyCall());

    await expect(getting).rejects.toMatchObject({ code: "not_found", reason: "missing", status: 404 });
  });
});

describe("templates.richParameters and templates.presets", () => {
  it("give the parameters of a version, and its presets in our spelling", async () => {
    cassettes.play("templates/read-roles");
    const client = makeClient();
    const [template] = await client.templates.list("has-ai-task:true", anyCall());
    const versionId = template?.active_version_id ?? "";

    const parameters = await client.templates.richParameters(versionId, anyCall());
    const presets = await client.templates.presets(versionId, anyCall());

    expect(parameters[0]).toEqual({
      name: "repo",
      display_name: "Repository",
      description: "Repository to clone.",
      type: "string",
      default_value: "https://git.example.com/acme/shop.git",
      required: false,
      ephemeral: false,
      options: [],
    });
    expect(presets).toEqual([
      {
        id: "00000000-0000-4000-8000-000000000005",
        name: "coder",
        description: "Writes code.",
        isDefault: true,
        parameters: [{ name: "system_prompt", value: "You write code and open pull requests." }],
      },
      {
        id: "00000000-0000-4000-8000-000000000006",
        name: "reviewer",
        description: "Reviews pull requests.",
        isDefault: false,
        parameters: [{ name: "system_prompt", value: "You review pull requests." }],
      },
      {
        id: "00000000-0000-4000-8000-000000000007",
        name: "tester",
        description: "",
        isDefault: false,
        parameters: [{ name: "system_prompt", value: "You write tests." }],
      },
    ]);
  });

  it("give an empty list for a version without presets", async () => {
    cassettes.play("templates/read-without-presets");
    const client = makeClient();
    const templates = await client.templates.list(undefined, anyCall());
    const versionId = templates.find(({ name }) => name === "bare-vm")?.active_version_id ?? "";

    const presets = await client.templates.presets(versionId, anyCall());

    expect(presets).toEqual([]);
  });

  it("accept a preset without parameters", async () => {
    const preset = { ID: "p1", Name: "plain", Default: false, Parameters: null };
    cassettes.answer("GET", "/api/v2/templateversions/v1/presets", { status: 200, json: [preset] });

    const presets = await makeClient().templates.presets("v1", anyCall());

    expect(presets).toEqual([{ id: "p1", name: "plain", description: "", isDefault: false, parameters: [] }]);
  });

  it("are not_found for a version that does not exist", async () => {
    const json = { message: "Resource not found or you do not have access to this resource" };
    cassettes.answer("GET", "/api/v2/templateversions/v0/presets", { status: 404, json });

    const reading = makeClient().templates.presets("v0", anyCall());

    await expect(reading).rejects.toMatchObject({ code: "not_found", reason: "missing" });
  });
});
