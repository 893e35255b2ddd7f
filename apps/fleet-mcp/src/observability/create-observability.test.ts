import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import type { CallOutcome, ObservedCall } from "@fleet-mcp/tools";
import { localCaller } from "../access/caller.ts";
import { createLogger } from "../logger.ts";
import { version } from "../version.ts";
import { createObservability } from "./create-observability.ts";

describe("the line of a call", () => {
  it("says what was done to whom, how it ended, how long it took and for whom", async () => {
    const { observability, clock, lines } = await setUp();
    const observe = observability.observeCall({ name: "dashboard", rights: "read" }, "http");

    await observe({ ...call, tool: "show_agent", agent: "otter", requestId: "7" }, async () => {
      await clock.sleep(1_250, new AbortController().signal);
      return "not_found";
    });

    expect(lines()).toEqual([
      {
        time: "2026-01-01T00:00:01.250Z",
        level: "info",
        message: "call",
        tool: "show_agent",
        agent: "otter",
        code: "not_found",
        duration_ms: 1_250,
        request_id: "7",
        caller: "dashboard",
        transport: "http",
      },
    ]);
  });

  it.each([
    ["ok", "info"],
    ["cancelled", "info"],
    ["busy", "info"],
    ["internal", "warn"],
    ["unauthenticated", "warn"],
    ["unavailable", "warn"],
  ] as const)("of an outcome %s has level %s", async (outcome, level) => {
    const { observability, lines } = await setUp();

    await observability.observeCall(localCaller, "stdio")(call, () => Promise.resolve(outcome));

    expect(lines()).toMatchObject([{ code: outcome, level, transport: "stdio", caller: "local" }]);
  });

  it("leaves out an agent that the call does not name", async () => {
    const { observability, lines } = await setUp();

    await observability.observeCall(localCaller, "stdio")({ ...call, agent: undefined }, ok);

    expect(lines()[0]).not.toHaveProperty("agent");
  });

  it("stays one short line whatever a client calls an agent and its request", async () => {
    const { observability, written } = await setUp();
    const hostile = `\u001b[2J\u009b1m\n{"level":"error"}\u0000\ud83d${"x".repeat(100_000)}`;

    await observability.observeCall(localCaller, "stdio")({ ...call, agent: hostile, requestId: hostile }, ok);

    expect(written).toHaveLength(1);
    expect(written[0]?.length).toBeLessThan(500);
    expect(written[0]?.trimEnd()).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });

  it("gives no negative duration when the clock is set back", async () => {
    const now = [5_000, 1_000, 1_000];
    const { observability, lines } = await setUp({ now: () => now.shift() ?? 0 });

    await observability.observeCall(localCaller, "stdio")(call, ok);

    expect(lines()).toMatchObject([{ duration_ms: 0 }]);
  });
});

describe("metrics", () => {
  it("are not there unless asked for", async () => {
    const { observability } = await setUp({ withMetrics: false });

    expect(observability.metrics).toBeUndefined();
  });

  it("count calls by tool and outcome, with their duration", async () => {
    const { observability, clock, metrics } = await setUp();
    const observe = observability.observeCall(localCaller, "http");

    await observe(call, ok);
    await observe(call, async () => {
      await clock.sleep(2_000, new AbortController().signal);
      return "busy";
    });

    const text = await metrics();
    expect(text).toContain('fleet_mcp_calls_total{tool="list_agents",code="ok"} 1\n');
    expect(text).toContain('fleet_mcp_calls_total{tool="list_agents",code="busy"} 1\n');
    expect(text).toContain('fleet_mcp_call_duration_seconds_bucket{le="0.005",tool="list_agents"} 1\n');
    expect(text).toContain('fleet_mcp_call_duration_seconds_sum{tool="list_agents"} 2\n');
    expect(text).toContain("fleet_mcp_calls_in_flight 0\n");
  });

  it("show a call while it runs", async () => {
    const { observability, metrics } = await setUp();
    let meanwhile = "";

    await observability.observeCall(localCaller, "http")(call, async () => {
      meanwhile = await metrics();
      return "ok";
    });

    expect(meanwhile).toContain("fleet_mcp_calls_in_flight 1\n");
  });

  it("count requests to Coder by endpoint and status", async () => {
    const { observability, metrics } = await setUp();
    const request = { method: "GET", route: "/workspaces/{id}" };

    await observability.observeRequest(request, () => Promise.resolve(200));
    await observability.observeRequest(request, () => Promise.resolve("error"));

    const text = await metrics();
    expect(text).toContain('fleet_mcp_coder_requests_total{route="/workspaces/{id}",method="GET",status="200"} 1\n');
    expect(text).toContain('fleet_mcp_coder_requests_total{route="/workspaces/{id}",method="GET",status="error"} 1\n');
    expect(text).toContain('fleet_mcp_coder_request_duration_seconds_count{route="/workspaces/{id}",method="GET"} 2\n');
  });

  it("count refused requests by status", async () => {
    const { observability, metrics } = await setUp();

    for (const status of [401, 429, 401]) observability.countRefusal(status);

    const text = await metrics();
    expect(text).toContain('fleet_mcp_http_refusals_total{status="401"} 2\n');
    expect(text).toContain('fleet_mcp_http_refusals_total{status="429"} 1\n');
  });

  it("tell the version, the process and the lag of the event loop", async () => {
    const { observability, metrics } = await setUp();

    const text = await metrics();

    expect(text).toContain(`fleet_mcp_build_info{version="${version}"} 1\n`);
    expect(text).toContain("# TYPE nodejs_eventloop_lag_p99_seconds gauge\n");
    expect(text).toContain("process_resident_memory_bytes ");
    expect((await observability.metrics?.())?.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  it("do not grow with what clients call their agents and requests", async () => {
    const { observability, metrics } = await setUp();
    const observe = observability.observeCall(localCaller, "http");
    await observe(call, ok);
    const before = namesIn(await metrics());

    for (const name of ['a"} 1\nplanted 1', "b", "c".repeat(1_000)]) {
      await observe({ ...call, agent: name, requestId: name, traceparent: name }, ok);
    }

    const after = await metrics();
    expect(namesIn(after)).toEqual(before);
    expect(after).not.toContain("planted");
  });

  it("of two servers in one process are apart", async () => {
    const [one, other] = [await setUp(), await setUp()];

    await one.observability.observeCall(localCaller, "http")(call, ok);

    expect(await other.metrics()).not.toContain("list_agents");
  });
});

describe("flush", () => {
  it("has nothing to do, and waits for nothing, where nobody traces", async () => {
    const { observability, clock } = await setUp();

    await observability.flush();

    expect(clock.sleeps).toEqual([]);
  });
});

describe("what observing costs", () => {
  it.each([
    ["nothing", false],
    ["prom-client, which loads OpenTelemetry's API", true],
  ])(
    "is %s loaded with metrics %s, and the process ends by itself",
    async (_loaded, withMetrics) => {
      const script = `
      import { createRequire } from "node:module";
      import { createObservability } from "./src/observability/create-observability.ts";
      const observability = await createObservability({ log: {}, clock: { now: () => 0 }, withMetrics: ${withMetrics} });
      await observability.metrics?.();
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      console.log(["prom-client", "@opentelemetry"].map((name) => loaded.some((path) => path.includes(name))).join(" "));
    `;
      const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];

      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...flags, "--conditions=@fleet-mcp/source", "--input-type=module", "--eval", script],
        { cwd: `${import.meta.dirname}/../..`, timeout: 20_000 },
      );

      expect(stdout).toBe(`${withMetrics} ${withMetrics}\n`);
    },
    30_000,
  );
});

const call: ObservedCall = {
  tool: "list_agents",
  agent: undefined,
  requestId: "1",
  traceparent: undefined,
  tracestate: undefined,
};

const ok = (): Promise<CallOutcome> => Promise.resolve("ok");

/** Every series without its value. */
const namesIn = (metrics: string) =>
  metrics
    .split("\n")
    .filter((line) => line.startsWith("fleet_mcp_"))
    .map((line) => line.slice(0, line.lastIndexOf(" ")));

async function setUp({ now, withMetrics = true }: { now?: () => number; withMetrics?: boolean } = {}) {
  const written: string[] = [];
  const fake = createFakeClock();
  const clock = { ...fake, ...(now && { now }) };
  const log = createLogger({ level: "debug", secrets: [], clock: fake, write: (line) => written.push(line) });
  const observability = await createObservability({ log, clock, withMetrics });
  return {
    observability,
    clock,
    written,
    lines: () => written.map((line): Record<string, unknown> => JSON.parse(line)),
    metrics: async () => (await observability.metrics?.())?.text ?? "",
  };
}
