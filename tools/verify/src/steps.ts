import { architectureStep } from "./architecture-step.ts";
import { commandStep } from "./command-step.ts";
import { documents } from "./documents.ts";
import { nodeFlags } from "./node-flags.ts";
import type { Thresholds } from "./test-report.ts";
import { testsStep } from "./tests-step.ts";
import type { Step } from "./verify.ts";

/** What `npm test` does, cheap things first. */
export function steps(root: string, thresholds: Thresholds): readonly Step[] {
  const node = (title: string, ...args: readonly string[]) => commandStep(root, title, process.execPath, args);
  return [
    // One build of everything, tests included: the build targets the tests depend on then find it done.
    async () => [await node("type check", "node_modules/typescript/bin/tsc", "-b", "--pretty", "false")],
    async () => [await node("lint", "node_modules/oxlint/bin/oxlint", "-c", ".oxlintrc.json", "--deny-warnings")],
    async () => [await node("format", "node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", ".")],
    async () => [await architectureStep(root)],
    ...documents.map(({ file, program }): Step => async () => [await node(file, ...nodeFlags, ...program, "--check")]),
    () => testsStep(root, thresholds),
  ];
}
