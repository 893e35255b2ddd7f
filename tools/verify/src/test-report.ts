import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { lastLines } from "./last-lines.ts";
import type { Outcome } from "./outcome.ts";

/** Lowest percentages that pass. */
export type Thresholds = Readonly<Record<string, number>>;

/**
 * What Jest left in a package's coverage folder: its tests counted, and its coverage as one more check. Nothing there is
 * a failure, so that a package whose tests never ran is not taken for a good one.
 */
export function testReport(root: string, folder: string, thresholds: Thresholds): Outcome {
  const results: JestResults | undefined = readJson(join(root, folder, "coverage", "results.json"));
  const coverage: Coverage | undefined = readJson(join(root, folder, "coverage", "coverage-summary.json"));
  if (results === undefined) return { title: folder, passed: 0, failed: 1, details: ["its tests did not run"] };
  if (results.numTotalTests === 0 && results.numRuntimeErrorTestSuites === 0) {
    return { title: folder, passed: 0, failed: 1, details: ["it has no tests"] };
  }
  const low = coverage === undefined ? ["coverage was not measured"] : tooLow(root, coverage, thresholds);
  return {
    title: folder,
    passed: results.numPassedTests + (low.length === 0 ? 1 : 0),
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites + (low.length === 0 ? 0 : 1),
    details: [...failures(root, results), ...low, ...skipped(results)],
  };
}

/** The part of Jest's --json that is read here. */
interface JestResults {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { readonly status: string; readonly name: string; readonly message: string }[];
}

type Metrics = Readonly<Record<string, { readonly pct: number }>>;
type Coverage = Readonly<Record<string, Metrics>>;

function readJson(file: string) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

const failures = (root: string, { testResults }: JestResults) =>
  testResults
    .filter(({ status, message }) => status === "failed" && message !== "")
    .flatMap(({ name, message }) => [relative(root, name), ...lastLines(message, 60)]);

const skipped = ({ numPendingTests }: JestResults) => (numPendingTests > 0 ? [`${numPendingTests} skipped`] : []);

function tooLow(root: string, coverage: Coverage, thresholds: Thresholds): readonly string[] {
  const low = Object.entries(thresholds).filter(([metric, least]) => (coverage["total"]?.[metric]?.pct ?? 0) < least);
  return low.flatMap(([metric, least]) => [
    `${metric} covered: ${coverage["total"]?.[metric]?.pct ?? 0} %, needed: ${least} %`,
    ...Object.entries(coverage)
      .filter(([file, metrics]) => file !== "total" && (metrics[metric]?.pct ?? 0) < least)
      .map(([file, metrics]) => `  ${metrics[metric]?.pct ?? 0} % of ${relative(root, file)}`),
  ]);
}
