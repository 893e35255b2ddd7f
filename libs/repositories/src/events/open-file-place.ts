import { eventSchemaVersion, eventTypes } from "@fleet-mcp/models";
import type { Clock, FleetEvent, NewFleetEvent } from "@fleet-mcp/models";
import type { EventFilter } from "@fleet-mcp/store-client";
import { RepositoryError } from "../repository-error.ts";
import type { EventChunk, EventPlace } from "./event-place.ts";
import type { EventCondition, EventQuery, ExpectedVersion } from "./event-query.ts";
import { streamOf } from "./stream-name.ts";
import { toFleetEvent } from "./to-fleet-event.ts";
import { toNewEvent } from "./to-new-event.ts";

export interface FilePlaceParts {
  readonly file: string;
  readonly clock: Clock;
  /** Whose leases these are. */
  readonly holder: string;
}

const knownTypes = Object.keys(eventTypes);

/**
 * The log in a file that several processes share. Opening it and each call reject with RepositoryError `unavailable` and a hint when
 * the file cannot be used.
 */
export async function openFilePlace({ file, clock, holder }: FilePlaceParts): Promise<EventPlace> {
  // Only now: a program that keeps no events never loads SQLite.
  const { StoreError, openStore } = await import("@fleet-mcp/store-client");
  const schemas = { version: eventSchemaVersion, types: eventTypes };
  const { events, leases, close } = await openStore({ file, schemas, clock }).catch(raise);
  return {
    kind: "file",
    append,
    read,
    count: (condition) => events.count(toFilter(condition)).catch(raise),
    versionOf: (subject) => events.versionOf(streamOf(subject)).catch(raise),
    size: () => events.head().catch(raise),
    follow,
    holdLease: (name, ttlMs) => leases.hold(name, holder, ttlMs).catch(raise),
    releaseLease: (name) => leases.release(name, holder).catch(raise),
    isLeaseHeld: (name) => leases.isHeld(name).catch(raise),
    close,
  };

  async function append(
    added: readonly NewFleetEvent[],
    expected: readonly ExpectedVersion[],
  ): Promise<readonly FleetEvent[] | "conflict"> {
    const versions = expected.map(({ subject, version }) => ({ stream: streamOf(subject), version }));
    try {
      const stored = await events.append(added.map(toNewEvent), { expected: versions });
      return stored.map(toFleetEvent).filter((event) => event !== undefined);
    } catch (error) {
      if (error instanceof StoreError && error.reason === "conflict") return "conflict";
      return raise(error);
    }
  }

  async function read({ order = "oldest first", limit, offset = 0, ...condition }: EventQuery) {
    const stored = await events.read({ ...toFilter(condition), order, limit, offset }).catch(raise);
    return stored.map(toFleetEvent).filter((event) => event !== undefined);
  }

  async function follow(after: number, limit: number): Promise<EventChunk> {
    const stored = await events.read({ after, limit }).catch(raise);
    return {
      events: stored.map(toFleetEvent).filter((event) => event !== undefined),
      cursor: stored.at(-1)?.seq ?? after,
      isLast: stored.length < limit,
    };
  }

  function raise(error: unknown): never {
    if (!(error instanceof StoreError)) throw error;
    throw new RepositoryError(error.code, error.message, { cause: error, ...(error.hint && { hint: error.hint }) });
  }
}

const toFilter = ({
  workspaceIds,
  types,
  since,
  until,
  correlationId,
  after,
  before,
}: EventCondition): EventFilter => ({
  types: types ?? knownTypes,
  ...(workspaceIds && { streams: workspaceIds.map((workspaceId) => streamOf({ workspaceId })) }),
  ...(since === undefined ? {} : { since }),
  ...(until === undefined ? {} : { until }),
  ...(correlationId === undefined ? {} : { correlation_id: correlationId }),
  ...(after === undefined ? {} : { after }),
  ...(before === undefined ? {} : { before }),
});
