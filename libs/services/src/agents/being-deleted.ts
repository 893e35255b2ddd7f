import type { AgentRecord } from "@fleet-mcp/repositories";
import { ServiceError } from "../service-error.ts";

export const beingDeleted = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError("not_found", `Agent "${summary.name}" is being deleted or already gone.`, {
    hint: "Call create_agent if it is wanted again.",
  });
