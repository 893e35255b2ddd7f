import type { ErrorCode } from "@fleet-mcp/models";
import type { ToolDefinition } from "./define-tool.ts";

/** The tools of a server or of one of its callers, and those that exist but stay away from them. */
export interface OfferedTools {
  readonly tools: readonly ToolDefinition[];
  readonly leftOut: readonly LeftOutTool[];
}

/** Not listed; a call of it is told why, and what would enable it. */
export interface LeftOutTool {
  readonly tool: ToolDefinition;
  readonly code: Extract<ErrorCode, "forbidden" | "unsupported">;
  /** Ends "… is not offered here: ", without a full stop. */
  readonly reason: string;
  /** What would enable it, a sentence. */
  readonly hint: string;
}
