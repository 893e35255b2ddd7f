import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";

const cassettes = useCassettes();

describe("delete_agent", () => {
  it("deletes an agent on the tasks backend; a second time it is not found", async () => {
    cassettes.play("lifecycle/delete-tasks");

    const first = await callTool("delete_agent", { agent_name: "otter", wait_seconds: 60 });
    const second = await callTool("delete_agent", { agent_name: "otter" });

    expect(first.structured).toEqual({
      agent: { name: "otter", status: "deleted", since: "2026-01-01T00:00:00Z" },
      next: "It is gone; its name can be used again.",
    });
    expect(first.text).toBe("otter: deleted since 2026-01-01T00:00:00Z\nIt is gone; its name can be used again.");
    expect(second).toEqual({
      isError: true,
      text: 'not_found: Coder has no agent "otter", or it is not yours to see.\nNext: Call list_agents to see the names.',
      structured: undefined,
    });
  });

  it("deletes an agent on the agentapi backend", async () => {
    cassettes.play("lifecycle/delete-agentapi");

    const { structured, text } = await callTool("delete_agent", { agent_name: "finch", wait_seconds: 60 });

    expect(text).toContain('\nIt was cut off while working on "Write the quick start".\n');
    expect(structured).toEqual({
      agent: { name: "finch", status: "deleted", since: "2026-01-01T00:00:00Z" },
      interrupted_task: "Write the quick start",
      next: "It is gone; its name can be used again.",
    });
  });

  it("answers at once when it is not to wait", async () => {
    cassettes.play("tools/delete-at-once");

    const { structured } = await callTool("delete_agent", { agent_name: "finch" });

    expect(structured).toMatchObject({
      agent: { name: "finch", status: "deleting" },
      next: "Its deletion is under way; show_agent answers not_found once it is gone.",
    });
  });

  it("says why a deletion failed, what is left and what to do", async () => {
    cassettes.play("lifecycle/delete-failing");

    const { isError, text } = await callTool("delete_agent", { agent_name: "slug", wait_seconds: 60 });

    expect(isError).toBe(true);
    expect(text).toMatch(
      /^build_failed: Agent "slug" was not deleted: .*volume is still attached.*still there\.\nNext: Call show_agent_log/,
    );
  });
});
