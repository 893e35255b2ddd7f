import type { Script } from "./read-script.ts";

export const startScreen: readonly string[] = ["Lab Agent v1.0", "Type a request. ESC interrupts."];

const spinner = "|/-\\";

/** What the CLI shows of one prompt it works on, or worked on until something ended it. */
export function workingLines({ title }: Script, elapsedMs: number): readonly string[] {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  return [`* Working on: ${title}`, `  reading files ${spinner[seconds % spinner.length]} ${seconds}s`];
}

export function endingLines({ title, ending, pullRequest }: Script): readonly string[] {
  if (ending === "failure") return ["  Could not finish: tests fail."];
  if (ending === "question") return [`  Question: ${questionAbout(title)}`];
  return [
    "  Edited 3 files, 41 insertions, 7 deletions.",
    `  Done: ${title}`,
    ...(pullRequest === undefined ? [] : [`  Opened ${pullRequest}`]),
  ];
}

export const interruptedLines: readonly string[] = ["  Interrupted by user."];

export const questionAbout = (title: string): string => `Shall I keep the old behaviour as well? (${title})`;
