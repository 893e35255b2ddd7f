/** Thrown in place of whatever a call that ran out of time failed with. */
export class DeadlineError extends Error {
  constructor() {
    super("The time is up.");
    this.name = "DeadlineError";
  }
}

/**
 * Runs one attempt under the caller's signal and a time limit. Rejects with the caller's own reason when that was
 * aborted, with DeadlineError when the time is up, with the attempt's error otherwise.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new DeadlineError()), timeoutMs);
  try {
    return await attempt(AbortSignal.any([signal, deadline.signal]));
  } catch (error) {
    signal.throwIfAborted();
    deadline.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
