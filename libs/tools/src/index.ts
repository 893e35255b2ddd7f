export { createTools } from "./create-tools.ts";
export { defineTool } from "./define-tool.ts";
export type { ToolDefinition } from "./define-tool.ts";
export { forRights } from "./for-rights.ts";
export { registerTools } from "./register-tools.ts";
export type { CallOutcome, ObserveCall, ObservedCall } from "./observe-call.ts";
export { toolsetNames } from "./toolset-name.ts";
export type { ToolsetName } from "./toolset-name.ts";
