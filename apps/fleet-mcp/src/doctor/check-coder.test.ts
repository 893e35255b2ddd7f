import { describe, expect, it } from "@jest/globals";
import type { ErrorCode } from "@fleet-mcp/models";
import { checkClock, checkCoder } from "./check-coder.ts";

const where = "https://coder.example.com";
const answered = <T>(answer: T) => ({ isKnown: true as const, answer });
const refused = (code: ErrorCode, why: string) => ({ isKnown: false as const, code, why });

describe("checkCoder", () => {
  it.each([
    ["supported", "ok", "v2.31.9 at https://coder.example.com"],
    ["unknown", "warn", "v2.31.9 at https://coder.example.com, which is no release"],
    ["too_old", "warn", "v2.31.9 at https://coder.example.com, older than 2.29 and never tried"],
  ] as const)("judges a release that is %s as %s", (support, status, finding) => {
    expect(checkCoder(answered({ version: "v2.31.9", support }), where)).toMatchObject({ status, finding });
  });

  it.each([
    ["unavailable", "Check CODER_URL, the network"],
    ["timeout", "overloaded"],
    ["unsupported", "no Coder"],
    ["rate_limited", "Wait a minute"],
  ] as const)("fails with the cause and what to do when it is %s", (code, next) => {
    expect(checkCoder(refused(code, "It does not work"), where)).toEqual({
      status: "fail",
      finding: "It does not work",
      next_step: expect.stringContaining(next),
    });
  });
});

describe("checkClock", () => {
  it.each([
    [0, "ok", "this machine and Coder agree"],
    [-1_400, "ok", "this machine and Coder agree"],
    [30_000, "ok", "this machine is 30 s behind Coder"],
    [31_000, "warn", "this machine is 31 s behind Coder"],
    [-300_000, "warn", "this machine is 5 min ahead of Coder"],
    [301_000, "fail", "this machine is 5 min behind Coder"],
    [-7_200_000, "fail", "this machine is 2 h ahead of Coder"],
  ] as const)("judges a Coder that is %d ms ahead as %s", (aheadMs, status, finding) => {
    expect(checkClock(answered(aheadMs))).toMatchObject({ status, finding });
  });

  it("is unknown without an answer or without a date in it", () => {
    expect(checkClock(answered(undefined))).toMatchObject({ status: "unknown" });
    expect(checkClock(refused("timeout", "no answer"))).toMatchObject({
      status: "unknown",
      finding: "not checked: no answer",
    });
  });
});
