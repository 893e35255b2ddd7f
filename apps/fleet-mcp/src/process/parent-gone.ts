import type { Clock } from "@fleet-mcp/models";

const everyMs = 3_000;

/**
 * Resolves when the process that started this one is gone: stdin stays open where a client that was killed left its end of the pipe
 * to somebody else. Rejects when the signal is aborted.
 */
export async function parentGone(host: { readonly ppid: number }, clock: Clock, signal: AbortSignal): Promise<string> {
  const { ppid } = host;
  while (host.ppid === ppid) await clock.sleep(everyMs, signal);
  return "the process that started it is gone";
}
