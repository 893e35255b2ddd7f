export const toolsetNames = ["agents", "tasks", "discovery"] as const;
export type Toolset = (typeof toolsetNames)[number];
