import type { LastTask } from "@fleet-mcp/models";

export const lastTaskLine = ({ state, task }: LastTask): string => `${state}: ${task}`;
