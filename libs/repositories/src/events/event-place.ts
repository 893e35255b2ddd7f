import type { EventSubject, FleetEvent, NewFleetEvent } from "@fleet-mcp/models";
import type { EventCondition, EventQuery, ExpectedVersion } from "./event-query.ts";

/** A piece of the log in its order. `cursor` is the place after it; events that this program does not know are left out. */
export interface EventChunk {
  readonly events: readonly FleetEvent[];
  readonly cursor: number;
  readonly isLast: boolean;
}

/** Where events are kept: the file, or the memory of this process. */
export interface EventPlace {
  readonly kind: "file" | "memory";
  /** All or none. */
  append(
    events: readonly NewFleetEvent[],
    expected: readonly ExpectedVersion[],
  ): Promise<readonly FleetEvent[] | "conflict">;
  read(query: EventQuery): Promise<readonly FleetEvent[]>;
  count(condition: EventCondition): Promise<number>;
  /** How many events the subject's stream has. */
  versionOf(subject: EventSubject): Promise<number>;
  /** How many events there are. */
  size(): Promise<number>;
  follow(after: number, limit: number): Promise<EventChunk>;
  holdLease(name: string, ttlMs: number): Promise<boolean>;
  releaseLease(name: string): Promise<void>;
  isLeaseHeld(name: string): Promise<boolean>;
  close(): Promise<void>;
}
