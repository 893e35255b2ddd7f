import type { ToolDefinition } from "./define-tool.ts";

/** What a caller may use: with `read`, only tools that change nothing. */
export const forRights = (tools: readonly ToolDefinition[], rights: "read" | "write"): readonly ToolDefinition[] =>
  rights === "write" ? tools : tools.filter(({ annotations }) => annotations.readOnlyHint);
