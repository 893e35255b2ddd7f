/** The files Jest leaves of a run: two tests passed, everything covered; overridden by what a test is about. */
export const makeResults = (overrides: object = {}) => ({
  numTotalTests: 2,
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
  ...overrides,
});

export const makeCoverage = (pct = 100) => ({ total: { lines: { pct } } });
