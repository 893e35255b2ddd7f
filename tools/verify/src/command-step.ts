import { lastLines } from "./last-lines.ts";
import type { Outcome } from "./outcome.ts";
import { runCommand } from "./run-command.ts";

/** A step that is one command: passed when it exits with 0, otherwise failed with the end of what it printed. */
export async function commandStep(
  root: string,
  title: string,
  program: string,
  args: readonly string[],
): Promise<Outcome> {
  const { isGood, output } = await runCommand(root, program, args);
  return { title, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, details: isGood ? [] : lastLines(output, 60) };
}
