import { describe, expect, it } from "@jest/globals";
import type { AgentSummary } from "@fleet-mcp/models";
import { toListedAgents } from "./to-listed-agents.ts";

describe("toListedAgents", () => {
  it("leaves a short list whole", () => {
    const [listed] = toListedAgents(makeAgents(1), "concise");

    expect(listed).toEqual({
      name: "worker-1",
      status: "offline",
      status_reason: "the coding CLI does not answer: its workspace has no machine",
      project: "shop-backend",
      last_task: "failed: Move the login page to the new design …",
      since: "2026-01-01T00:00:00Z",
    });
  });

  it("cuts reasons and tasks of a long list to the same length, no further than needed", () => {
    const listed = toListedAgents(makeAgents(90), "concise");

    const lengths = listed.flatMap(({ status_reason = "", last_task = "" }) => [
      status_reason.length,
      last_task.length,
    ]);

    expect(new Set(lengths)).toEqual(new Set([18]));
    expect(JSON.stringify(listed).length).toBeLessThan(15_600);
  });

  it("cuts nothing in full", () => {
    const listed = toListedAgents(makeAgents(90), "full");

    expect(listed[89]).toMatchObject({ last_task: "failed: Move the login page to the new design …" });
  });

  it("keeps every agent and every link of a list that cannot be made to fit", () => {
    const link = `https://git.example.com/${"acme/".repeat(20)}pull/42`;

    const listed = toListedAgents(
      makeAgents(100).map((agent) => ({ ...agent, pull_request: link })),
      "concise",
    );

    expect(listed).toHaveLength(100);
    expect(listed[99]).toMatchObject({ name: "worker-100", status_reason: "the coding …", pull_request: link });
  });
});

function makeAgents(count: number): AgentSummary[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `worker-${index + 1}`,
    status: "offline",
    status_reason: "the coding CLI does not answer: its workspace has no machine",
    project: "shop-backend",
    last_task: { task: "Move the login page to the new design …", state: "failed" },
    since: "2026-01-01T00:00:00Z",
  }));
}
