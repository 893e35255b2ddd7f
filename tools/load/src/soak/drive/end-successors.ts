import { setTimeout as sleep } from "node:timers/promises";

const lookMs = 100;
/** Without faults it finishes within seconds, unless a build hangs. */
const patienceMs = 20_000;

/** Waits for what finishes the server's work, and ends it when it takes too long: it would go on trying when Coder is gone. */
export async function endSuccessors(pids: readonly number[], patience = patienceMs): Promise<void> {
  for (let waitedMs = 0; waitedMs < patience && pids.some((pid) => isThere(pid)); waitedMs += lookMs)
    await sleep(lookMs);
  for (const pid of pids) while (isThere(pid, "SIGTERM")) await sleep(lookMs);
}

function isThere(pid: number, signal: 0 | "SIGTERM" = 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (hasEnded(error)) return false;
    throw error;
  }
}

const hasEnded = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ESRCH";
