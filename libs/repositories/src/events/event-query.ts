import type { EventSubject, EventTypeName } from "@fleet-mcp/models";

/** Which events of the log; every condition that is given must hold. */
export interface EventQuery {
  readonly workspaceIds?: readonly string[];
  readonly types?: readonly EventTypeName[];
  /** ISO 8601, by the time it happened: from `since` on, before `until`. */
  readonly since?: string;
  readonly until?: string;
  readonly correlationId?: string;
  /** Only events after this place in the log, or before it. */
  readonly after?: number;
  readonly before?: number;
  /** Oldest first when nothing is said. */
  readonly order?: "oldest first" | "newest first";
  readonly limit: number;
  readonly offset?: number;
}

export type EventCondition = Omit<EventQuery, "limit" | "offset" | "order">;

/** How many events the stream of a subject must have before an append; 0 for one that nobody wrote to. */
export interface ExpectedVersion {
  readonly subject: EventSubject;
  readonly version: number;
}
