/** What was started for one run, and how to end it. */
export interface CleanUp {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Ends last what was started first. The same thing may also be ended earlier: ending must be repeatable. */
  keep<Thing extends { stop(): Promise<unknown> }>(thing: Thing): Thing;
}

/**
 * Runs with a place to keep what it starts; ends all of it however the run ends, also when a signal interrupts it. Rejects with
 * the signal's reason then, and otherwise as the run does.
 */
export async function withCleanUp<Result>(run: (cleanUp: CleanUp) => Promise<Result>): Promise<Result> {
  const interrupted = new AbortController();
  const interrupt = (name: string) => interrupted.abort(new Error(`interrupted by ${name}`));
  const things: { stop(): Promise<unknown> }[] = [];
  const stopped = new Promise<never>((_, reject) => {
    interrupted.signal.addEventListener("abort", () => reject(interrupted.signal.reason), { once: true });
  });
  // Nobody may be listening yet when a signal comes.
  stopped.catch(() => {});
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await Promise.race([run({ signal: interrupted.signal, keep }), stopped]);
  } finally {
    for (const thing of things.toReversed()) await thing.stop().catch(() => {});
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }

  function keep<Thing extends { stop(): Promise<unknown> }>(thing: Thing): Thing {
    if (interrupted.signal.aborted) void thing.stop().catch(() => {});
    else things.push(thing);
    return thing;
  }
}
