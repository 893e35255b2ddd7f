export { createTools } from "./create-tools.ts";
export { defineTool } from "./define-tool.ts";
export type { ToolDefinition } from "./define-tool.ts";
export { registerTools } from "./register-tools.ts";
export type { CallOutcome, ObserveCall, ObservedCall } from "./observe-call.ts";
