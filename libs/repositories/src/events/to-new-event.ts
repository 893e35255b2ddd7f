import type { NewFleetEvent } from "@fleet-mcp/models";
import type { NewEvent } from "@fleet-mcp/store-client";
import { streamOf } from "./stream-name.ts";

export const toNewEvent = ({ type, subject, data, occurredAt, origin }: NewFleetEvent): NewEvent => ({
  type,
  stream: streamOf(subject),
  data,
  occurred_at: occurredAt,
  actor: origin.actor,
  correlation_id: origin.correlationId,
  trace_parent: origin.traceParent,
});
