import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";

const cassettes = useCassettes();

describe("cancel_agent_task", () => {
  it("brings an agent on the tasks backend to rest", async () => {
    cassettes.play("tasks-given/cancel-tasks");

    const { structured, text } = await callTool("cancel_agent_task", { agent_name: "otter" });

    expect(structured).toEqual({ agent: { name: "otter", status: "idle", since: "2026-01-01T00:00:17Z" } });
    expect(text).toBe("otter: idle since 2026-01-01T00:00:17Z");
  });

  it("brings an agent on the agentapi backend to rest", async () => {
    cassettes.play("tools/cancel-agentapi");

    const { structured } = await callTool("cancel_agent_task", { agent_name: "finch" });

    expect(structured).toEqual({ agent: { name: "finch", status: "idle", since: "2026-01-01T00:00:07Z" } });
  });

  it("refuses where there is nothing to cancel", async () => {
    cassettes.play("tasks-given/cancel-idle");

    const { isError, text } = await callTool("cancel_agent_task", { agent_name: "ant" });

    expect(isError).toBe(true);
    expect(text).toBe(
      'not_busy: Agent "ant" is idle: there is no task to cancel.\nNext: Give it work with start_agent_task.',
    );
  });
});
