import { isTransitional } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";
import type { AgentRecord, BuildRepository } from "@fleet-mcp/repositories";
import { raiseServiceError } from "../service-error.ts";

/** Waits until the agent's status does not change by itself any more; the agent as last seen, undefined when it is gone. */
export async function waitUntilSettled(
  builds: Pick<BuildRepository, "waitUntil">,
  agent: AgentRecord,
  seconds: number,
  options: CallOptions,
): Promise<AgentRecord | undefined> {
  const isSettled = (now: AgentRecord | undefined) => now === undefined || !isTransitional(now.summary.status);
  const waited = await builds.waitUntil(agent, isSettled, seconds, options).catch(raiseServiceError);
  return waited.agent;
}
