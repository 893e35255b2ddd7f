import { describe, expect, it } from "@jest/globals";
import { Agent, AgentSummary } from "./agent.ts";

const summary = {
  name: "ant",
  status: "idle",
  project: "shop-backend",
  since: "2026-01-01T00:00:00Z",
};
const agent = {
  ...summary,
  backend: "tasks",
  owner: "riley",
  organization: "coder",
  workspace_id: "w1",
  build_number: 1,
  healthy: true,
  created_at: "2026-01-01T00:00:00Z",
  last_used_at: "2026-01-01T00:00:00Z",
  outdated: false,
  metadata: { pull_request_status: "open" },
  url: "https://coder.example.com/@riley/ant",
};

describe("AgentSummary", () => {
  it("needs no more than name, status, project and since", () => {
    expect(AgentSummary.parse(summary)).toEqual(summary);
  });

  it("carries a last task", () => {
    const last_task = { task: "Fix the login bug", state: "completed" };

    expect(AgentSummary.parse({ ...summary, last_task }).last_task).toEqual(last_task);
  });

  it.each([
    ["an unknown status", { ...summary, status: "running" }],
    ["no name", { ...summary, name: undefined }],
    ["a last task of unknown state", { ...summary, last_task: { task: "x", state: "idle" } }],
  ])("refuses %s", (_, value) => {
    expect(AgentSummary.safeParse(value).success).toBe(false);
  });
});

describe("Agent", () => {
  it("is a summary and everything else", () => {
    expect(Agent.parse({ ...agent, task_id: "t1", notes: ["Its metadata did not arrive within 5 s."] })).toMatchObject({
      ...summary,
      task_id: "t1",
    });
  });

  it.each([
    ["a summary alone", summary],
    ["an unknown backend", { ...agent, backend: "telepathy" }],
    ["half a build number", { ...agent, build_number: 1.5 }],
    ["metadata that is no text", { ...agent, metadata: { load: 1 } }],
  ])("refuses %s", (_, value) => {
    expect(Agent.safeParse(value).success).toBe(false);
  });
});
