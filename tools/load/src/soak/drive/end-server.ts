import { setTimeout as sleep } from "node:timers/promises";
import type { StartedProcess } from "../../processes/started-process.ts";

/** The server itself waits up to 30 s for restarts under way. */
const patienceMs = 45_000;

/** Tells the server to end, as an operator does, and gives its exit code; undefined when it did not end by itself. */
export async function endServer({ pid, exited, stop }: StartedProcess<string>): Promise<number | null | undefined> {
  const given = new AbortController();
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It has ended in this very moment.
  }
  const patience = sleep(patienceMs, undefined, { signal: given.signal }).catch(() => undefined);
  const code = await Promise.race([exited, patience]);
  given.abort();
  if (code === undefined) await stop();
  return code;
}
