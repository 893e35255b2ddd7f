import { describe, expect, it } from "@jest/globals";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";
import { findAiApp, isAppDoubtful, machineAgents } from "./find-ai-app.ts";

const editor = makeApp({ id: "editor", slug: "code", healthcheck: { url: "http://localhost:1/healthz" } });
const reporting = makeApp({ id: "reporting", slug: "cli", statuses: [makeStatus("idle", 1)], healthcheck: undefined });
const checked = makeApp({
  id: "checked",
  slug: "agentapi",
  healthcheck: { url: "http://localhost:3284/base/status/" },
});
const withApps = (...apps: ReturnType<typeof makeApp>[]) => makeWorkspace({ build: { agents: [makeAgent({ apps })] } });

describe("findAiApp", () => {
  const workspace = withApps(editor, checked, reporting);

  it("takes the task's app before any other", () => {
    expect(findAiApp(workspace, { taskAppId: "editor", slug: "agentapi" })?.app.id).toBe("editor");
  });

  it("takes the configured one when the task's is not known", () => {
    expect(findAiApp(workspace, { slug: "code" })?.app.id).toBe("editor");
  });

  it("takes the one that carries statuses when no slug fits", () => {
    expect(findAiApp(workspace, { slug: "none", taskAppId: "none" })?.app.id).toBe("reporting");
  });

  it("takes the one whose health check ends in /status when none has reported", () => {
    expect(findAiApp(withApps(editor, checked))?.app.id).toBe("checked");
  });

  it("finds none by any name", () => {
    expect(findAiApp(withApps(editor, makeApp({ id: "x", slug: "ai", healthcheck: undefined })))).toBeUndefined();
  });

  it("says on which machine the app runs", () => {
    const agents = [makeAgent({ name: "db", apps: [editor] }), makeAgent({ name: "dev", apps: [checked] })];

    expect(findAiApp(makeWorkspace({ build: { agents } }))?.agent.name).toBe("dev");
  });

  it("overlooks sub-agents, which are dev containers", () => {
    const agents = [makeAgent({ apps: [editor] }), makeAgent({ id: "sub", parent_id: "agent-1", apps: [reporting] })];

    expect(findAiApp(makeWorkspace({ build: { agents } }))).toBeUndefined();
    expect(machineAgents(makeWorkspace({ build: { agents } })).map(({ id }) => id)).toEqual(["agent-1"]);
  });
});

describe("isAppDoubtful", () => {
  it.each([
    ["no app at all", withApps(), false],
    ["one app that is checked", withApps(checked), false],
    ["one that is checked among others", withApps(editor, checked), false],
    ["one that has reported", withApps(editor, reporting), false],
    ["two that are checked", withApps(checked, makeApp({ id: "second" })), true],
    ["none that is checked", withApps(editor), true],
  ])("answers for %s", (_, workspace, doubtful) => {
    expect(isAppDoubtful(workspace, undefined)).toBe(doubtful);
  });

  it("has no doubt about the configured one", () => {
    expect(isAppDoubtful(withApps(editor), "code")).toBe(false);
  });
});
