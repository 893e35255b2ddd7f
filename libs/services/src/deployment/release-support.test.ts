import { describe, expect, it } from "@jest/globals";
import { releaseSupport } from "./release-support.ts";

describe("releaseSupport", () => {
  it.each([
    ["v2.29.0", "supported"],
    ["v2.31.9", "supported"],
    ["v2.37.0-rc.1+abc1234", "supported"],
    ["3.0.0", "supported"],
    ["v2.28.9", "too_old"],
    ["v1.44.6", "too_old"],
    ["v0.0.0-devel+abc1234", "unknown"],
    ["nightly", "unknown"],
  ] as const)("calls %s %s", (version, support) => {
    expect(releaseSupport(version)).toBe(support);
  });
});
