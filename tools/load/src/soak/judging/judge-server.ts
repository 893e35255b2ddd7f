import type { Finding } from "./finding.ts";

export interface ServerEvidence {
  /** It ended before it was told to. */
  readonly endedEarly: boolean;
  /** After it was told to end: null when a signal ended it, undefined when it never did. */
  readonly exitCode: number | null | undefined;
  /** Its last lines. */
  readonly log: readonly string[];
}

/** The server lives until it is told to end, ends cleanly, and never logs a crash: also that of a promise nobody awaited. */
export function judgeServer({ endedEarly, exitCode, log }: ServerEvidence): Finding[] {
  const crashes = log.filter((line) => /"message":"crashed|Uncaught|UnhandledPromiseRejection/.test(line));
  const half = log.filter((line) => line.includes('"message":"stopped before all work was done"'));
  return [
    ...crashes.map((line) => ({ check: "server crashed", what: line.slice(0, 500) })),
    ...(endedEarly && crashes.length === 0
      ? [{ check: "server crashed", what: `ended by itself with ${exitCode}` }]
      : []),
    ...half.map((line) => ({ check: "server did not finish its work", what: line.slice(0, 500) })),
    ...(!endedEarly && exitCode !== 0 ? [{ check: "server did not end cleanly", what: exitWords(exitCode) }] : []),
  ];
}

const exitWords = (code: number | null | undefined): string => {
  if (code === undefined) return "it was told to end and did not";
  return code === null ? "it was ended by a signal" : `it ended with ${code}`;
};
