import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../../test/make-services.ts";
import { ok, refusal } from "../../test/script-coder.ts";
import { scriptProjects } from "../../test/script-projects.ts";

const cassettes = useCassettes();
const find = (name: string) => makeServices().projects.roles(name, anyCall());
const prompt = [{ name: "ai_prompt" }];

describe("findProject", () => {
  it("says why a project cannot run an agent", async () => {
    cassettes.play("projects/find-unusable");

    await expect(find("bare-vm")).rejects.toMatchObject({
      code: "unsupported",
      message:
        'Project "bare-vm" cannot run an agent: its template does not support Coder tasks and has no parameter "ai_prompt" (or "AI Prompt") for the task.',
      hint: "Call list_agent_projects to see the usable ones, or ask the template's owner to add what is missing.",
    });
  });

  it("names the parameters that keep a capable template from being used", async () => {
    const parameters = [...prompt, { name: "ticket", required: true }, { name: "region", required: true }];
    scriptProjects(cassettes, [{ name: "strict", parameters, roles: [{ name: "coder", fills: ["region"] }] }]);

    await expect(find("strict")).rejects.toMatchObject({
      code: "unsupported",
      message:
        'Project "strict" cannot run an agent: it requires "ticket", "region", which no role fills and which has no default.',
    });
  });

  it("says that no project of this Coder can run an agent", async () => {
    const bare = { name: "bare-vm" };
    scriptProjects(cassettes, [bare], []);
    scriptProjects(cassettes, [bare]);

    await expect(find("shop")).rejects.toMatchObject({
      code: "not_found",
      message: 'There is no project "shop".',
      hint: "No project of this Coder can run an agent: ask an administrator for a template that can.",
    });
  });

  it("asks which one is meant when organisations share a display name", async () => {
    scriptProjects(cassettes, [
      { name: "shop", displayName: "Web shop", organization: "acme", parameters: prompt },
      { name: "web-shop", displayName: "Web Shop", organization: "globex", parameters: prompt },
    ]);

    await expect(find("web shop")).rejects.toMatchObject({
      code: "invalid_input",
      message: 'Several projects are called "web shop".',
      hint: 'Say which: "acme/shop", "globex/web-shop".',
    });
  });

  it("finds one of several by its organization and name", async () => {
    const [acme, globex] = [
      { name: "shop", organization: "acme", parameters: prompt },
      { name: "shop", organization: "globex", parameters: prompt, roles: [{ name: "coder" }] },
    ];
    scriptProjects(cassettes, [acme, globex], [globex]);

    await expect(find("globex/shop")).resolves.toMatchObject({ project: "shop", roles: [{ name: "coder" }] });
  });

  it("prefers the only usable one of that name", async () => {
    scriptProjects(cassettes, [
      { name: "shop", organization: "acme" },
      { name: "shop", organization: "globex", parameters: prompt },
    ]);

    await expect(find("shop")).resolves.toMatchObject({ project: "shop" });
  });

  it("passes on that Coder refuses the token", async () => {
    cassettes.answer("GET", "/api/v2/templates?q=has-ai-task%3Atrue", ok([]));
    cassettes.answer("GET", "/api/v2/templates", refusal(401, "Signed out."));

    await expect(find("shop")).rejects.toMatchObject({
      code: "unauthenticated",
      hint: "Ask the operator of this server to renew its Coder session token.",
    });
  });
});
