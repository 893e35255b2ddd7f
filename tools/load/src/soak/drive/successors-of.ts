/** The ids of the processes to which the server left what it had not finished when it ended, by its log. */
export const successorsOf = (log: readonly string[]): readonly number[] =>
  log
    .filter((line) => line.includes('"a process of its own finishes what is left"'))
    .flatMap((line) => /"pid":(\d+)/.exec(line)?.[1] ?? [])
    .map(Number);
