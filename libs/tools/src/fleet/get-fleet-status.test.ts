import { describe, expect, it } from "@jest/globals";
import { createQuote } from "../answers/quote.ts";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";
import { ant, antAdopted, antIsStuck, coderIsGone, makeEvent } from "../../test/make-history.ts";
import { makeHugeServices } from "../../test/make-huge-services.ts";
import { getFleetStatus } from "./get-fleet-status.ts";

const cassettes = useCassettes();

describe("get_fleet_status", () => {
  it("gives the figures of the fleet, from Coder and from the log", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { structured } = await callTool("get_fleet_status", {}, { history });

    expect(structured).toEqual({
      total: 8,
      by_status: { idle: 3, busy: 1, stopped: 1, failed: 2, starting: 1 },
      by_project: { "shop-backend": 4, "docs-site": 4 },
      utilisation_percent: 12.5,
      offline_or_failed_percent: 25,
      healthy_percent: 75,
      oldest_waiting: { agent_name: "ant", since: "2026-01-01T00:00:05Z" },
      last_hour: { started: 1, finished: 1, failed: 0 },
      last_day: { started: 1, finished: 1, failed: 0 },
      open_pull_requests: { total: 1, passing: 0, failing: 1, pending: 0, unknown: 0 },
      outliers: [],
      open_alerts: { total: 2, worst: "critical" },
      computed_at: "2026-01-01T00:00:00.000Z",
    });
  });

  it("says the same in a few lines, and where to look on", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { text } = await callTool("get_fleet_status", {}, { history });

    expect(text).toBe(
      [
        "8 agents: 3 idle, 2 failed, 1 busy, 1 stopped, 1 starting",
        "12.5 % busy, 75 % healthy, 25 % offline or failed",
        "projects: 4 shop-backend, 4 docs-site",
        "idle the longest: ant since 2026-01-01T00:00:05Z",
        "tasks in the last hour: 1 started, 1 finished, 0 failed; in the last day: 1 started, 1 finished, 0 failed",
        "open pull requests: 1 (checks: 1 failing)",
        "open alerts: 2, worst critical; see list_alerts",
        "as of 2026-01-01T00:00:00.000Z",
      ].join("\n"),
    );
  });

  it("speaks of an empty fleet, too", async () => {
    const none = { status: 200, json: { workspaces: [], count: 0 } };
    cassettes.answer("GET", "/api/v2/workspaces?limit=100&offset=0&q=owner:me", none);

    const { text } = await callTool("get_fleet_status");

    expect(text).toMatch(/^0 agents: none\n[^]*\nopen pull requests: 0\nopen alerts: none\nas of /);
  });

  it("says of a simulated fleet that it is simulated", async () => {
    const tool = getFleetStatus(makeHugeServices().fleet, { isSimulated: true });

    const status = await tool.handle({}, { signal: AbortSignal.timeout(1_000) });

    expect(status).toMatchObject({ simulated: true });
    expect(tool.text(tool.output.parse(status), createQuote())).toMatch(/\nSimulated: nothing here is real\.$/);
  });

  it("names what stands out, with its figures", async () => {
    const status = await makeHugeServices().fleet.status({ signal: AbortSignal.timeout(1_000) });
    const [outlier] = status.outliers;
    const tool = getFleetStatus(makeHugeServices().fleet, { isSimulated: true });

    const text = tool.text({ ...status, outliers: outlier ? [outlier] : [] }, createQuote());

    expect(text).toContain(`\noutlier: ${"n".repeat(32)} restarts 9, median 1 (8 samples, score 9, low confidence)\n`);
  });
});

const history = [
  antAdopted,
  makeEvent(ant, "task_started", { task_id: "t1", task: "Fix the login bug", origin: "ordered" }),
  makeEvent(ant, "task_succeeded", { task_id: "t1", reported: true }),
  makeEvent(ant, "pull_request_changed", {
    url: "https://git.example.com/acme/shop/pull/42",
    status: "open",
    check_status: "failing",
  }),
  antIsStuck,
  coderIsGone,
];
