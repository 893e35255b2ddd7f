import type { AgentRecord } from "@fleet-mcp/repositories";
import { ServiceError } from "../service-error.ts";

/** Who holds the name decides what helps: waiting, when an agent is just being deleted. Undefined: a workspace that is no agent. */
export function nameTaken(name: string, holder: AgentRecord | undefined, cause: unknown): ServiceError {
  if (!holder) {
    return new ServiceError("already_exists", `The name "${name}" is taken by a workspace that is no agent.`, {
      hint: "Choose another name.",
      cause,
    });
  }
  if (holder.summary.status === "deleting") {
    return new ServiceError("already_exists", `The name "${name}" is still held by an agent that is being deleted.`, {
      hint: "Try again in a moment, or choose another name.",
      cause,
    });
  }
  return new ServiceError("already_exists", `There is an agent "${holder.summary.name}" already.`, {
    hint: "Choose another name, or give that agent the work with start_agent_task.",
    cause,
  });
}
