import { cleanLine } from "@fleet-mcp/models";
import type { ListedAgent } from "./listed-agent.ts";

/** Rows whose free texts are cut at `length` characters; what a caller passes back, names and links, stays whole. */
export function cutRows(agents: readonly ListedAgent[], length: number): ListedAgent[] {
  return agents.map(({ status_reason, last_task, ...rest }) => ({
    ...rest,
    ...(status_reason ? { status_reason: cleanLine(status_reason, length) } : {}),
    ...(last_task ? { last_task: cleanLine(last_task, length) } : {}),
  }));
}
