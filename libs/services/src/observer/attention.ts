import type { Logger } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";

/** Longer than anybody who waits takes between two renewals. */
const ttlMs = 10_000;
const lease = "attention";

/** The mark that somebody waits for news, here or in another process that shares the log. */
export function createAttention(
  events: Pick<Repositories["events"], "holdLease" | "releaseLease" | "isLeaseHeld">,
  log: Logger,
) {
  let waiting = 0;
  return { attend, isAttended, renew };

  /** Until the returned function is called; each counts once. */
  function attend(): () => void {
    waiting++;
    inBackground(renew());
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      waiting--;
      if (waiting === 0) inBackground(events.releaseLease(lease));
    };
  }

  async function isAttended(): Promise<boolean> {
    await renew();
    return waiting > 0 || (await events.isLeaseHeld(lease));
  }

  /** Keeps the mark while anybody waits here, or sets it anew after another process took its own away. */
  async function renew(): Promise<void> {
    if (waiting > 0) await events.holdLease(lease, ttlMs);
  }

  function inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) =>
      log.warn("nobody else hears that somebody waits for news", { error: String(error) }),
    );
  }
}
