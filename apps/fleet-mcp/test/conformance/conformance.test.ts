import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { serveHttp } from "../../src/serve-http.ts";
import type { Serving } from "../../src/serving.ts";
import { makeLog } from "../make-log.ts";
import { createFixtureServer } from "./create-fixture-server.ts";
import { readBaseline } from "./read-baseline.ts";
import { runSuite } from "./run-suite.ts";
import type { ScenarioOutcome } from "./run-suite.ts";

const baseline = readBaseline(new URL("expected-failures.yml", import.meta.url));

describe("the transport, judged by the conformance suite of MCP", () => {
  let serving: Serving;
  const runs: Record<string, readonly ScenarioOutcome[]> = {};

  beforeAll(async () => {
    serving = await serveHttp(createFixtureServer, { host: "127.0.0.1", port: 0, log: makeLog() });
    for (const revision of ["2026-07-28", "2025-11-25"]) runs[revision] = await runSuite(serving.address, revision);
  }, 60_000);
  afterAll(() => serving.close());

  it.each([
    ["2026-07-28", 50],
    ["2025-11-25", 33],
  ])("passes every scenario of %s but those of the baseline", (revision, total) => {
    const outcomes = runs[revision] ?? [];

    const unexpected = outcomes.filter(({ scenario, failures }) => failures.length > 0 && !baseline.has(scenario));

    expect(unexpected).toEqual([]);
    expect(outcomes).toHaveLength(total);
  });

  it("fails everything that the baseline lets it fail", () => {
    const failing = new Set(
      Object.values(runs)
        .flat()
        .filter(({ failures }) => failures.length > 0)
        .map(({ scenario }) => scenario),
    );

    expect([...baseline.keys()].filter((scenario) => !failing.has(scenario))).toEqual([]);
  });
});
