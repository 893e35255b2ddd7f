import type { Clock } from "@fleet-mcp/models";
import type { Db } from "./db.ts";

/** Work that one process at a time may do. Wall-clock time, so of use between processes whose clocks agree. */
export function createLeases({ db, clock }: { readonly db: Db; readonly clock: Pick<Clock, "now"> }) {
  return { hold, release, isHeld };

  /**
   * Takes the lease when it is free, expired or held by `holder` already; false while somebody else has it. An expiry further
   * away than any lease lasts comes from a clock that was set back, and counts as expired.
   */
  async function hold(name: string, holder: string, ttlMs: number): Promise<boolean> {
    const now = Math.floor(clock.now());
    const rows = await db.write((query) =>
      query(
        `INSERT INTO leases (name, holder, expires_at) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
         WHERE leases.holder = excluded.holder OR leases.expires_at <= ? OR leases.expires_at > ? RETURNING holder`,
        name,
        holder,
        now + ttlMs,
        now,
        now + 2 * ttlMs,
      ),
    );
    return rows.length > 0;
  }

  /** Whether anybody has it now. */
  async function isHeld(name: string): Promise<boolean> {
    const rows = await db.read("SELECT 1 AS held FROM leases WHERE name = ? AND expires_at > ?", name, clock.now());
    return rows.length > 0;
  }

  /** So that the next one need not wait. What somebody else holds stays theirs. */
  async function release(name: string, holder: string): Promise<void> {
    await db.write((query) => query("DELETE FROM leases WHERE name = ? AND holder = ?", name, holder));
  }
}
export type Leases = ReturnType<typeof createLeases>;
