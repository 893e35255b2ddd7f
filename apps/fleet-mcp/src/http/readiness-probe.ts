import type { Clock } from "@fleet-mcp/models";

export interface Readiness {
  readonly ready: boolean;
  /** Why not, for those who may know. */
  readonly reason?: string;
}

const keptMs = 5_000;

/** Asks whether Coder can be used: an answer holds for 5 s, and whoever asks meanwhile waits for the question that is on its way. */
export function createReadinessProbe(ask: () => Promise<Readiness>, clock: Clock, timeoutMs: number) {
  let last: { readonly at: number; readonly readiness: Readiness } | undefined;
  let asking: Promise<Readiness> | undefined;

  return async function probe(): Promise<Readiness> {
    if (last && clock.now() - last.at < keptMs) return last.readiness;
    asking ??= askInTime(ask, clock, timeoutMs)
      .then((readiness) => {
        last = { at: clock.now(), readiness };
        return readiness;
      })
      .finally(() => (asking = undefined));
    return asking;
  };
}

async function askInTime(ask: () => Promise<Readiness>, clock: Clock, timeoutMs: number): Promise<Readiness> {
  const answered = new AbortController();
  const tooLate = clock.sleep(timeoutMs, answered.signal).then(
    () => ({ ready: false, reason: `Coder did not answer within ${timeoutMs / 1000} s.` }),
    () => failed,
  );
  const readiness = await Promise.race([ask().catch(() => failed), tooLate]);
  answered.abort();
  return readiness;
}

const failed: Readiness = { ready: false, reason: "Asking Coder failed." };
