import { describe, expect, it } from "@jest/globals";
import { makeTool } from "../test/make-tool.ts";
import { makeTools } from "../test/make-tools.ts";
import { chooseTools } from "./choose-tools.ts";
import type { ToolChoice } from "./choose-tools.ts";

describe("chooseTools", () => {
  it("leaves out nothing when nothing is chosen", () => {
    const tools = makeTools();

    expect(chooseTools(tools, { readOnly: false })).toEqual({ tools, leftOut: [] });
  });

  it("keeps a tool of no toolset, whatever is chosen", () => {
    const tools = [makeTool()];

    expect(chooseTools(tools, { readOnly: true, toolsets: ["tasks"] })).toEqual({ tools, leftOut: [] });
  });

  it.each<[string, ToolChoice, string, string]>([
    [
      "delete_agent",
      { readOnly: true },
      "this server is read-only (FLEET_MCP_READ_ONLY)",
      "set FLEET_MCP_READ_ONLY to false",
    ],
    [
      "list_agent_roles",
      { readOnly: true, toolsets: ["agents", "tasks"] },
      "it belongs to the toolset discovery, and FLEET_MCP_TOOLSETS of this server has agents, tasks",
      "add discovery to FLEET_MCP_TOOLSETS",
    ],
    [
      "start_agent_task",
      { readOnly: true, toolsets: ["agents"] },
      "this server is read-only (FLEET_MCP_READ_ONLY) and it belongs to the toolset tasks, and FLEET_MCP_TOOLSETS of this server has agents",
      "set FLEET_MCP_READ_ONLY to false and add tasks to FLEET_MCP_TOOLSETS",
    ],
  ])("says why there is no %s with %j, and what would enable it", (name, choice, reason, remedy) => {
    const { tools, leftOut } = chooseTools(makeTools(), choice);

    expect(tools.map((tool) => tool.name)).not.toContain(name);
    expect(leftOut.find(({ tool }) => tool.name === name)).toMatchObject({
      code: "unsupported",
      reason,
      hint: `Go on without it, or ask the operator of this server to ${remedy}.`,
    });
  });
});
