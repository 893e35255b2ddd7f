/** What an event is about: `agent` and the workspace's id, for instance. */
export interface StreamName {
  readonly type: string;
  readonly id: string;
}

/** An event before it has a place in the log. */
export interface NewEvent {
  readonly type: string;
  readonly stream: StreamName;
  readonly data: unknown;
  /** ISO 8601: when it happened; recorded may be later. */
  readonly occurred_at: string;
  /** Who did it: a caller's name, `coder`, `observer`. */
  readonly actor: string;
  /** The event or call that brought it about. */
  readonly causation_id?: string | undefined;
  /** The same for everything that one order set off. */
  readonly correlation_id?: string | undefined;
  /** W3C trace context. */
  readonly trace_parent?: string | undefined;
}

/** An event of the log. */
export interface StoredEvent extends NewEvent {
  readonly id: string;
  readonly tenant: string;
  /** Place in the log: rising, the order in which events were committed. */
  readonly seq: number;
  /** Place in its stream: 1, 2, 3 without gaps. */
  readonly version: number;
  readonly recorded_at: string;
  readonly schema_version: number;
}
