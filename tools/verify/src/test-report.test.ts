import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { makeCoverage, makeResults } from "../test/make-results.ts";
import { makeRoot } from "../test/make-root.ts";
import { testReport } from "./test-report.ts";

function reportOf(results?: object, coverage?: object) {
  const { root, remove } = makeRoot({
    ...(results === undefined ? {} : { "libs/a/coverage/results.json": results }),
    ...(coverage === undefined ? {} : { "libs/a/coverage/coverage-summary.json": coverage }),
  });
  const report = testReport(root, "libs/a", { lines: 95 });
  remove();
  return report;
}

describe("testReport", () => {
  it("counts the tests, and the coverage as one more check", () => {
    const report = reportOf(makeResults(), makeCoverage(95));

    expect(report).toEqual({ title: "libs/a", passed: 3, failed: 0, details: [] });
  });

  it("counts failed tests and broken suites, and prints what they said", () => {
    const testResults = [
      { status: "failed", name: "/a.test.ts", message: "● a › b\n  expected 1" },
      { status: "passed", name: "/b.test.ts", message: "" },
    ];

    const report = reportOf(
      makeResults({ numPassedTests: 1, numFailedTests: 1, numRuntimeErrorTestSuites: 1, testResults }),
      makeCoverage(),
    );

    expect(report).toMatchObject({ passed: 2, failed: 2 });
    expect(report.details.slice(1)).toEqual(["● a › b", "  expected 1"]);
  });

  it("says how many tests were skipped", () => {
    expect(reportOf(makeResults({ numPendingTests: 1 }), makeCoverage()).details).toEqual(["1 skipped"]);
  });

  it("fails when less is covered than needed, and names the files", () => {
    const root = "/anywhere";
    const low = { lines: { pct: 40 } };

    const report = reportOf(makeResults(), { total: { lines: { pct: 94.9 } }, [join(root, "x.ts")]: low });

    expect(report).toMatchObject({ passed: 2, failed: 1 });
    expect(report.details[0]).toBe("lines covered: 94.9 %, needed: 95 %");
    expect(report.details[1]).toMatch(/^ {2}40 % of .*x\.ts$/);
  });

  it("fails when a threshold was not measured", () => {
    expect(reportOf(makeResults(), {}).details).toEqual(["lines covered: 0 %, needed: 95 %"]);
    expect(reportOf(makeResults()).details).toEqual(["coverage was not measured"]);
  });

  it("fails for a package whose tests did not run, or that has none", () => {
    expect(reportOf()).toMatchObject({ passed: 0, failed: 1, details: ["its tests did not run"] });
    expect(reportOf(makeResults({ numTotalTests: 0 }))).toMatchObject({ failed: 1, details: ["it has no tests"] });
  });
});
