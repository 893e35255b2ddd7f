/** The groups of tools that a server can be limited to, in the order in which their tools are listed. */
export const toolsetNames = ["agents", "tasks", "discovery", "fleet"] as const;
export type ToolsetName = (typeof toolsetNames)[number];
