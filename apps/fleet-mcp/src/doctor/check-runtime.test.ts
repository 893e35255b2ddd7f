import { describe, expect, it } from "@jest/globals";
import { checkNode, checkSqlite } from "./check-runtime.ts";

describe("checkNode", () => {
  it.each([
    ["22.13.0", "ok"],
    ["24.21.0", "ok"],
    ["100.0.0", "ok"],
    ["22.12.9", "fail"],
    ["20.19.5", "fail"],
  ] as const)("judges %s as %s", (version, status) => {
    expect(checkNode(version)).toMatchObject({ status });
  });

  it("says what to install", () => {
    expect(checkNode("20.0.0")).toEqual({
      status: "fail",
      finding: "20.0.0 is older than 22.13",
      next_step: "Install Node.js 22.13 or newer; 24 is what this is tested with.",
    });
  });
});

describe("checkSqlite", () => {
  it.each([
    ["3.51.3", "ok"],
    ["3.53.4", "ok"],
    ["3.50.7", "ok"],
    ["3.44.6", "ok"],
    ["3.51.2", "warn"],
    ["3.50.6", "warn"],
    ["3.46.1", "warn"],
    [undefined, "warn"],
  ] as const)("judges %s as %s", (version, status) => {
    expect(checkSqlite(version)).toMatchObject({ status });
  });
});
