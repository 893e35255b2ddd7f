import type { z } from "zod";
import type { EventTypeName, eventTypes } from "./event-schemas.ts";

/** What an event is about: one agent by its workspace's id, or the fleet as a whole. */
export type EventSubject = { readonly workspaceId: string } | "fleet";

export type EventData<T extends EventTypeName> = z.infer<(typeof eventTypes)[T]>;

type Of<T extends EventTypeName> = T extends EventTypeName ? { readonly type: T; readonly data: EventData<T> } : never;

/** Who set something off, and what belongs to it. */
export interface Origin {
  /** A caller's name, `observer`, or `server`. */
  readonly actor: string;
  /** The same for everything that one order set off. */
  readonly correlationId?: string | undefined;
  /** W3C trace context. */
  readonly traceParent?: string | undefined;
}

interface Happening {
  readonly subject: EventSubject;
  /** ISO 8601: when it happened. */
  readonly occurredAt: string;
}

/** An event before it has a place in the log. */
export type NewFleetEvent = Of<EventTypeName> & Happening & { readonly origin: Origin };

/** An event of the log. */
export type FleetEvent = NewFleetEvent & {
  readonly id: string;
  /** Place in the log: rising, the order in which events were committed. */
  readonly seq: number;
  /** Place in the stream of its subject: 1, 2, 3 without gaps. */
  readonly version: number;
  readonly recordedAt: string;
};
