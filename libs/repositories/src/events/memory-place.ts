import { emptyLedger } from "@fleet-mcp/models";
import type { Clock, EventSubject, FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";
import type { EventChunk, EventPlace } from "./event-place.ts";
import type { EventCondition, EventQuery, ExpectedVersion } from "./event-query.ts";
import { matchesCondition } from "./matches-condition.ts";
import { keyOf } from "./stream-name.ts";

export interface MemoryPlaceParts {
  readonly clock: Pick<Clock, "now">;
  /** What is known already: places and versions go on from there. */
  readonly known?: FleetLedger;
  readonly capacity?: number;
  /** Called with how many old events went to make room. */
  readonly onLost?: (count: number) => void;
}

const usualCapacity = 10_000;

/** The log in the memory of this process: nobody else sees it, and the oldest events go when there are too many. */
export function createMemoryPlace({
  clock,
  known = emptyLedger,
  capacity = usualCapacity,
  onLost = () => {},
}: MemoryPlaceParts) {
  const log = crypto.randomUUID().slice(0, 8);
  let events: FleetEvent[] = [];
  let { cursor } = known;
  const versions = new Map<string, number>();
  const leases = new Map<string, number>();
  return {
    kind: "memory" as const,
    append,
    read,
    count,
    versionOf: async (subject: EventSubject) => versionOf(subject),
    size: async () => events.length,
    follow,
    holdLease,
    releaseLease,
    isLeaseHeld,
    close,
    before: known,
    kept,
    forget,
  } satisfies EventPlace & Record<string, unknown>;

  async function append(
    added: readonly NewFleetEvent[],
    expected: readonly ExpectedVersion[],
  ): Promise<readonly FleetEvent[] | "conflict"> {
    if (expected.some(({ subject, version }) => versionOf(subject) !== version)) return "conflict";
    const recordedAt = new Date(clock.now()).toISOString();
    const placed = added.map((event) => place(event, recordedAt));
    events.push(...placed);
    makeRoom();
    return placed;
  }

  function place(event: NewFleetEvent, recordedAt: string): FleetEvent {
    const version = versionOf(event.subject) + 1;
    versions.set(keyOf(event.subject), version);
    cursor += 1;
    return { ...event, id: `${log}-${cursor}`, seq: cursor, version, recordedAt };
  }

  function versionOf(subject: EventSubject): number {
    const before = subject === "fleet" ? known.version : (known.agents.get(subject.workspaceId)?.version ?? 0);
    return versions.get(keyOf(subject)) ?? before;
  }

  function makeRoom(): void {
    const tooMany = events.length - capacity;
    if (tooMany <= 0) return;
    events = events.slice(tooMany);
    onLost(tooMany);
  }

  async function read({ order, limit, offset = 0, ...condition }: EventQuery): Promise<readonly FleetEvent[]> {
    const found = events.filter((event) => matchesCondition(event, condition));
    const ordered = order === "newest first" ? found.toReversed() : found;
    return ordered.slice(offset, offset + limit);
  }

  async function count(condition: EventCondition): Promise<number> {
    return events.filter((event) => matchesCondition(event, condition)).length;
  }

  async function follow(after: number, limit: number): Promise<EventChunk> {
    const found = await read({ after, limit });
    const cursorAfter = found.at(-1)?.seq ?? after;
    return { events: found, cursor: cursorAfter, isLast: cursorAfter >= cursor };
  }

  /** Nobody else can ask for it here. */
  async function holdLease(name: string, ttlMs: number): Promise<boolean> {
    leases.set(name, clock.now() + ttlMs);
    return true;
  }

  async function releaseLease(name: string): Promise<void> {
    leases.delete(name);
  }

  async function isLeaseHeld(name: string): Promise<boolean> {
    return (leases.get(name) ?? Number.NEGATIVE_INFINITY) > clock.now();
  }

  async function close(): Promise<void> {}

  /** The oldest events in memory, at most `limit`. */
  function kept(limit: number): readonly FleetEvent[] {
    return events.slice(0, limit);
  }

  /** Events up to this place are safe elsewhere. */
  function forget(seq: number): void {
    events = events.filter((event) => event.seq > seq);
  }
}
export type MemoryPlace = ReturnType<typeof createMemoryPlace>;
