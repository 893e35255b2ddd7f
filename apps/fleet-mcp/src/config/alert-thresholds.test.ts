import { describe, expect, it } from "@jest/globals";
import { defaultThresholds } from "@fleet-mcp/services";
import { AlertThresholds, alertThresholdDefaults, toThresholds } from "./alert-thresholds.ts";

describe("toThresholds", () => {
  it("has the defaults of the rules", () => {
    expect(toThresholds(alertThresholdDefaults)).toEqual(defaultThresholds);
  });
});

describe("AlertThresholds", () => {
  it("changes what is named and keeps the rest", () => {
    const read = AlertThresholds.parse(" offline = 90, long_task=2.5,");

    expect(read).toEqual({ ...alertThresholdDefaults, offline: 90, long_task: 2.5 });
  });

  it.each([
    ["speed=3", /^has no threshold "speed"[.] Allowed: offline, .*, escalate[.]$/],
    ["toString=3", /^has no threshold "toString"[.]/],
    ["offline", /^must set offline to a number from 1 to 31536000; it is "offline"[.]$/],
    ["offline=0", /^must set offline to a number from 1 to/],
    ["offline=-5", /^must set offline to /],
    ["offline=1=2", /^must set offline to /],
    ["offline=1e3", /^must set offline to /],
    ["offline=99999999", /^must set offline to /],
    ["utilisation=101", /^must set utilisation to a number from 1 to 100; it is "utilisation=101"[.]$/],
    ["long_task=0.5", /^must set long_task to a number from 1 to 1000;/],
  ])("refuses %s", (text, message) => {
    expect(AlertThresholds.safeParse(text).error?.issues[0]?.message).toMatch(message);
  });
});
