/** The agents whose restart the server did not finish before it ended: a process of its own starts them. */
export const leftToRestart = (log: readonly string[]): ReadonlySet<string> =>
  new Set(
    log
      .filter((line) => line.includes('"a process of its own finishes what is left"'))
      .flatMap((line) => [...line.matchAll(/"restart ([^"]+)"/g)].flatMap(([, name]) => name ?? [])),
  );
