import { describe, expect, it } from "@jest/globals";
import { FleetStatus } from "./fleet-status.ts";

const counts = { started: 0, finished: 0, failed: 0 };
const status = {
  total: 1,
  by_status: { idle: 1 },
  by_project: { shop: 1 },
  utilisation_percent: 0,
  offline_or_failed_percent: 0,
  healthy_percent: 100,
  last_hour: counts,
  last_day: counts,
  open_pull_requests: { total: 0, passing: 0, failing: 0, pending: 0, unknown: 0 },
  outliers: [],
  open_alerts: { total: 0 },
  computed_at: "2026-01-01T00:00:00Z",
};

describe("FleetStatus", () => {
  it("counts only the statuses that occur", () => {
    expect(FleetStatus.parse(status)).toEqual(status);
  });

  it("refuses a status that no agent can have", () => {
    expect(FleetStatus.safeParse({ ...status, by_status: { asleep: 1 } }).success).toBe(false);
  });
});
