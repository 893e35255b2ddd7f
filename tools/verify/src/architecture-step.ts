import { lastLines } from "./last-lines.ts";
import { nodeFlags } from "./node-flags.ts";
import type { Outcome } from "./outcome.ts";
import { runCommand } from "./run-command.ts";

const title = "architecture";

/** The architecture gate, each of its checks counted. */
export async function architectureStep(root: string, gate = "tools/architecture/src/main.ts"): Promise<Outcome> {
  const { stdout, output } = await runCommand(root, process.execPath, [...nodeFlags, gate, "--json"]);
  const checks = parsed(stdout);
  if (checks === undefined) return { title, passed: 0, failed: 1, details: lastLines(output, 60) };
  const bad = checks.filter(({ problems }) => problems.length > 0);
  return {
    title,
    passed: checks.length - bad.length,
    failed: bad.length,
    details: bad.flatMap(({ name, problems }) => [name, ...problems.map((problem) => `  ${problem}`)]),
  };
}

interface Check {
  readonly name: string;
  readonly problems: readonly string[];
}

function parsed(stdout: string): readonly Check[] | undefined {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
