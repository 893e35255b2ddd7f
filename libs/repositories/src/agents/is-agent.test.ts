import { silentLogger } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeParameter } from "../../test/make-version.ts";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";
import { createTemplateVersions } from "../projects/template-versions.ts";
import { keepAgents } from "./is-agent.ts";

const cassettes = useCassettes();

const parametersOf = (version: string, status: number, ...names: readonly string[]) =>
  cassettes.answer("GET", `/api/v2/templateversions/${version}/rich-parameters`, {
    status,
    json: status === 200 ? names.map((name) => makeParameter(name)) : { message: "Resource not found" },
  });

async function keptOf(rows: ReturnType<typeof makeWorkspace>[], slug?: string): Promise<string[]> {
  const versions = createTemplateVersions({
    coder: makeCoder(),
    log: silentLogger,
  });
  return (await keepAgents(rows, slug, versions, anyCall())).map(({ name }) => name);
}
const withApp = (name: string, app: Parameters<typeof makeApp>[0]) =>
  makeWorkspace({ name, build: { agents: [makeAgent({ apps: [makeApp(app)] })] } });

describe("keepAgents", () => {
  it("needs no request for a task, a report or the configured app", async () => {
    const rows = [
      makeWorkspace({ name: "task", task_id: "t1" }),
      makeWorkspace({ name: "ai-build", build: { has_ai_task: true } }),
      makeWorkspace({ name: "remembered", latest_app_status: makeStatus("idle", 1) }),
      withApp("reporting", { statuses: [makeStatus("idle", 1)] }),
      withApp("configured", { slug: "my-cli" }),
    ];

    expect(await keptOf(rows, "my-cli")).toEqual(["task", "ai-build", "remembered", "reporting", "configured"]);
  });

  it("lets the template decide the rest, one request per version", async () => {
    parametersOf("with-prompt", 200, "region", "AI Prompt");
    parametersOf("without", 200, "region");
    const rows = [
      makeWorkspace({ name: "a", template_active_version_id: "with-prompt" }),
      makeWorkspace({ name: "b", template_active_version_id: "with-prompt" }),
      makeWorkspace({ name: "c", template_active_version_id: "without" }),
    ];

    expect(await keptOf(rows)).toEqual(["a", "b"]);
  });

  it("gives the benefit of the doubt when the template cannot be read", async () => {
    parametersOf("hidden", 404);

    expect(await keptOf([makeWorkspace({ name: "a", template_active_version_id: "hidden" })])).toEqual(["a"]);
  });

  it("takes no dev container's reports for a proof", async () => {
    parametersOf("version-1", 200);
    const sub = makeAgent({ id: "sub", parent_id: "agent-1", apps: [makeApp({ statuses: [makeStatus("idle", 1)] })] });

    expect(await keptOf([makeWorkspace({ build: { agents: [makeAgent({ apps: [] }), sub] } })])).toEqual([]);
  });
});
