import type { Outcome } from "./outcome.ts";

/** A step may have several outcomes: one per package, one per document. */
export type Step = () => Promise<readonly Outcome[]>;

/**
 * Takes the steps one after the other and prints each outcome as it comes; the last line is `N passed, N failed`.
 * A step that breaks is one failure and stops none of the others. Returns whether all passed.
 */
export async function verify(steps: readonly Step[], print: (line: string) => void): Promise<boolean> {
  let passed = 0;
  let failed = 0;
  for (const step of steps) {
    const started = performance.now();
    const outcomes = await step().catch(broken);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    for (const [index, outcome] of outcomes.entries()) {
      for (const line of linesOf(outcome, index === outcomes.length - 1 ? `  ${seconds} s` : "")) print(line);
      passed += outcome.passed;
      failed += outcome.failed;
    }
  }
  print("");
  print(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

const broken = (error: unknown): readonly Outcome[] => [
  { title: "a step broke", passed: 0, failed: 1, details: [error instanceof Error ? error.message : String(error)] },
];

function linesOf({ title, passed, failed, details }: Outcome, time: string): readonly string[] {
  const counts = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  return [
    `${failed === 0 ? "✓" : "✗"} ${title.padEnd(24)} ${counts}${time}`,
    ...details.map((detail) => `    ${detail}`),
  ];
}
