import { eventTypes } from "@fleet-mcp/models";
import type { FleetEvent } from "@fleet-mcp/models";
import type { StoredEvent } from "@fleet-mcp/store-client";
import { subjectOf } from "./stream-name.ts";

/** An event as the fleet knows it; undefined for one that only a newer or another program understands. */
export function toFleetEvent(stored: StoredEvent): FleetEvent | undefined {
  const subject = subjectOf(stored.stream);
  if (!subject) return undefined;
  const { actor, correlation_id: correlationId, trace_parent: traceParent } = stored;
  const event = {
    id: stored.id,
    seq: stored.seq,
    version: stored.version,
    type: stored.type,
    subject,
    data: stored.data,
    occurredAt: stored.occurred_at,
    recordedAt: stored.recorded_at,
    origin: {
      actor,
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(traceParent === undefined ? {} : { traceParent }),
    },
  };
  return isFleetEvent(event) ? event : undefined;
}

interface Candidate extends Omit<FleetEvent, "type" | "data"> {
  readonly type: string;
  readonly data: unknown;
}

/** Fields that a newer program added stay where they are. */
function isFleetEvent(event: Candidate): event is FleetEvent {
  return isKnown(event.type) && eventTypes[event.type].safeParse(event.data).success;
}

const isKnown = (type: string): type is keyof typeof eventTypes => Object.hasOwn(eventTypes, type);
