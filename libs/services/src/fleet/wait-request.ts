import type { WaitFor } from "@fleet-mcp/models";
import { ServiceError } from "../service-error.ts";
import type { PresentAgent } from "./present-agents.ts";

export interface WaitRequest {
  /** Absent: everybody. */
  readonly agentNames?: readonly string[] | undefined;
  readonly until: WaitFor;
  readonly timeoutSeconds: number;
  /** What happened after this place in the log counts as well. */
  readonly cursor?: number | undefined;
}

const longestSeconds = 240;

/** Throws `invalid_input`. */
export function checkTimeout({ timeoutSeconds }: WaitRequest): void {
  if (timeoutSeconds >= 1 && timeoutSeconds <= longestSeconds) return;
  throw new ServiceError("invalid_input", `A wait takes 1 to ${longestSeconds} s, not ${timeoutSeconds}.`, {
    hint: "Wait again with the cursor of the answer to wait longer.",
  });
}

export function allGone(agents: readonly PresentAgent[], { until }: WaitRequest): ServiceError {
  const names = agents.map(({ name }) => `"${name}"`).join(", ");
  return new ServiceError("not_found", `Agent ${names} is gone, so waiting for ${until} makes no sense.`, {
    hint: "Call list_agents to see who is there, or query_events to see what became of it.",
  });
}

/** What a caller hears while it waits. */
export function waitProgress({ until, agentNames }: WaitRequest, agents: readonly PresentAgent[]): string {
  const busy = agents.filter(({ status }) => status === "busy").length;
  const who = agentNames?.length === 1 ? (agents[0]?.name ?? "one agent") : `${agents.length} agents`;
  return `Waiting for ${until.replace("_", " ")} of ${who}; ${busy} busy`;
}
