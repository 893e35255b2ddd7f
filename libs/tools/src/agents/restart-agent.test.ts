import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";

const cassettes = useCassettes();

describe("restart_agent", () => {
  it("restarts an agent on the tasks backend and waits until it is online", async () => {
    cassettes.play("lifecycle/restart-tasks");

    const { structured, text } = await callTool("restart_agent", { agent_name: "lynx", wait_seconds: 60 });

    expect(structured).toEqual({
      agent: { name: "lynx", status: "idle", since: "2026-01-01T00:00:39Z" },
      next: "It is online again, with a fresh conversation: give it work with start_agent_task.",
    });
    expect(text).toBe(
      "lynx: idle since 2026-01-01T00:00:39Z\nIt is online again, with a fresh conversation: give it work with start_agent_task.",
    );
  });

  it("restarts an agent on the agentapi backend", async () => {
    cassettes.play("lifecycle/restart-agentapi-until-online");

    const { structured } = await callTool("restart_agent", { agent_name: "finch", wait_seconds: 60 });

    expect(structured).toMatchObject({ agent: { name: "finch", status: "idle" } });
  });

  it("answers as soon as the agent starts again when it is not to wait", async () => {
    cassettes.play("lifecycle/restart-agentapi");

    const { structured } = await callTool("restart_agent", { agent_name: "finch" });

    expect(structured).toMatchObject({
      agent: { name: "finch", status: "starting" },
      next: "It is starting; wait_for_agents (until online) returns once it is up, then give it work with start_agent_task.",
    });
  });

  it("says why an agent did not come up again, and where to look", async () => {
    cassettes.play("lifecycle/restart-failed-start");

    const { isError, text } = await callTool("restart_agent", { agent_name: "newt", wait_seconds: 60 });

    expect(isError).toBe(true);
    expect(text).toMatch(
      /^build_failed: Agent "newt" did not come up again: .*no capacity in zone eu-1\.\nNext: Call show_agent_log with source "build"/,
    );
  });
});
