import type { ToolDefinition } from "./define-tool.ts";
import type { LeftOutTool, OfferedTools } from "./offered-tools.ts";
import { toolsetNames } from "./toolset-name.ts";
import type { ToolsetName } from "./toolset-name.ts";

export interface ToolChoice {
  /** Leaves out every tool that changes something, whatever the toolsets. */
  readonly readOnly: boolean;
  /** Only tools of these, and tools of none; all when absent. */
  readonly toolsets?: readonly ToolsetName[] | undefined;
}

/** What a server offers of all its tools, in their order. */
export function chooseTools(all: readonly ToolDefinition[], choice: ToolChoice): OfferedTools {
  const leftOut = all.flatMap((tool) => {
    const obstacles = obstaclesTo(tool, choice);
    return obstacles.length > 0 ? [leaveOut(tool, obstacles)] : [];
  });
  return { tools: all.filter((tool) => !leftOut.some((left) => left.tool === tool)), leftOut };
}

/** What stands against a tool, and what the operator would do about it. */
interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

function obstaclesTo({ annotations, toolset }: ToolDefinition, choice: ToolChoice): readonly Obstacle[] {
  const { readOnly, toolsets = toolsetNames } = choice;
  const obstacles: Obstacle[] = [];
  if (readOnly && !annotations.readOnlyHint) {
    const reason = "this server is read-only (FLEET_MCP_READ_ONLY)";
    obstacles.push({ reason, remedy: "set FLEET_MCP_READ_ONLY to false" });
  }
  if (toolset !== undefined && !toolsets.includes(toolset)) {
    const reason = `it belongs to the toolset ${toolset}, and FLEET_MCP_TOOLSETS of this server has ${toolsets.join(", ")}`;
    obstacles.push({ reason, remedy: `add ${toolset} to FLEET_MCP_TOOLSETS` });
  }
  return obstacles;
}

function leaveOut(tool: ToolDefinition, obstacles: readonly Obstacle[]): LeftOutTool {
  const all = (words: "reason" | "remedy") => obstacles.map((obstacle) => obstacle[words]).join(" and ");
  return {
    tool,
    code: "unsupported",
    reason: all("reason"),
    hint: `Go on without it, or ask the operator of this server to ${all("remedy")}.`,
  };
}
