import type { Clock } from "@fleet-mcp/models";

/** A clock that never waits: `sleep` moves the time on at once. `sleeps` are the waits asked for, in milliseconds. */
export function createFakeClock(start: Date | number | string = "2026-01-01T00:00:00.000Z") {
  let now = new Date(start).getTime();
  const sleeps: number[] = [];

  return {
    now: () => now,
    async sleep(ms: number, signal: AbortSignal): Promise<void> {
      signal.throwIfAborted();
      sleeps.push(ms);
      now += ms;
      // A timer's turn, not a microtask: whoever loops over sleep lets answers and aborts arrive in between.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
    /** Moves the time on without anybody sleeping. */
    advance(ms: number): void {
      now += ms;
    },
    sleeps,
  } satisfies Clock & { advance(ms: number): void; readonly sleeps: readonly number[] };
}
export type FakeClock = ReturnType<typeof createFakeClock>;
