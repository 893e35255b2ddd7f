export { StoreError } from "./store-error.ts";
export { openStore } from "./open-store.ts";
export type { Store, StoreOptions } from "./open-store.ts";
export type { StoreReason } from "./store-error.ts";
export type { EventFilter } from "./events/event-filter.ts";
export type { AppendOptions, EventLog, ReadOptions } from "./events/event-log.ts";
export type { EventSchemas } from "./events/event-schemas.ts";
export type { NewEvent, StoredEvent, StreamName } from "./events/stored-event.ts";
export type { Leases } from "./leases.ts";
