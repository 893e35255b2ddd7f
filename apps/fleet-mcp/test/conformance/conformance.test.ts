import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadAccess } from "../../src/access/load-access.ts";
import { serveHttp } from "../../src/serve-http.ts";
import { makeLog } from "../make-log.ts";
import { addToken } from "./add-token.ts";
import { createFixtureServer } from "./create-fixture-server.ts";
import { readBaseline } from "./read-baseline.ts";
import { runSuite } from "./run-suite.ts";
import type { ScenarioOutcome } from "./run-suite.ts";

const host = "127.0.0.1";
const baseline = readBaseline(new URL("expected-failures.yml", import.meta.url));
const scenarios = { "2026-07-28": 50, "2025-11-25": 33 };
type Revision = keyof typeof scenarios;
const revisions: readonly Revision[] = ["2026-07-28", "2025-11-25"];

describe("the transport, judged by the conformance suite of MCP", () => {
  const runs = new Map<Revision, readonly ScenarioOutcome[]>();

  beforeAll(async () => {
    const serving = await serveFixtures();
    for (const revision of revisions) runs.set(revision, await runSuite(serving.address, revision));
    await serving.close();
  }, 60_000);

  it.each(revisions)("passes every scenario of %s but those of the baseline", (revision) => {
    const outcomes = runs.get(revision) ?? [];

    expect(unexpected(outcomes)).toEqual([]);
    expect(outcomes).toHaveLength(scenarios[revision]);
  });

  it("fails everything that the baseline lets it fail", () => {
    const failing = new Set(
      [...runs.values()]
        .flat()
        .filter(isFailed)
        .map(({ scenario }) => scenario),
    );

    expect([...baseline.keys()].filter((scenario) => !failing.has(scenario))).toEqual([]);
  });
});

describe("the same transport with a token", () => {
  let serving: Awaited<ReturnType<typeof serveFixtures>>;
  let proxy: Awaited<ReturnType<typeof addToken>>;
  const token = "canaryAuth-".padEnd(43, "0");

  beforeAll(async () => {
    serving = await serveFixtures(token);
    proxy = await addToken(serving.address, token);
  });
  afterAll(async () => {
    proxy.close();
    await serving.close();
  });

  it.each(revisions)(
    "passes every scenario of %s but those of the baseline",
    async (revision) => {
      const outcomes = await runSuite(proxy.url, revision);

      expect(unexpected(outcomes)).toEqual([]);
      expect(outcomes).toHaveLength(scenarios[revision]);
    },
    60_000,
  );
});

const isFailed = ({ failures }: ScenarioOutcome) => failures.length > 0;
const unexpected = (outcomes: readonly ScenarioOutcome[]) =>
  outcomes.filter((outcome) => isFailed(outcome) && !baseline.has(outcome.scenario));

/** More requests than a client may usually send: the suite hurries. */
function serveFixtures(authToken?: string) {
  const access = loadAccess({ host, authToken, requestsPerMinute: 100_000, concurrentCalls: 1_000 });
  return serveHttp(createFixtureServer, {
    host,
    port: 0,
    log: makeLog(),
    access,
    readiness: async () => ({ ready: true }),
  });
}
