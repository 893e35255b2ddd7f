import type { CallOptions } from "@fleet-mcp/models";

/** How long a machine may take to answer, in seconds; one that hangs must not hold up what is known without it. */
export const machinePatienceSeconds = 4;

/** What a call to an agent's machine answers, or undefined when the machine hangs. A caller that is aborted gets its own reason. */
export async function askMachine<T>(
  options: CallOptions,
  call: (options: CallOptions) => Promise<T>,
): Promise<{ readonly answer: T } | undefined> {
  const deadline = AbortSignal.timeout(machinePatienceSeconds * 1_000);
  try {
    return { answer: await call({ ...options, signal: AbortSignal.any([options.signal, deadline]) }) };
  } catch (error) {
    options.signal.throwIfAborted();
    if (deadline.aborted) return undefined;
    throw error;
  }
}
