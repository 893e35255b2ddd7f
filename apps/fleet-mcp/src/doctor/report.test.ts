import { describe, expect, it } from "@jest/globals";
import { toReport } from "./report.ts";

describe("toReport", () => {
  it("is ok unless a check failed", () => {
    const check = (status: "ok" | "warn" | "unknown" | "fail") => ({ name: "node" as const, status, finding: "" });

    expect(toReport("1.0.0", [check("ok"), check("warn"), check("unknown")], []).ok).toBe(true);
    expect(toReport("1.0.0", [check("ok"), check("fail")], []).ok).toBe(false);
  });

  it("blanks out secrets wherever they are, but no words for secrets that are too short to be one", () => {
    const finding = "the token s3cret-s3cret";
    const check = { name: "token" as const, status: "warn" as const, finding, next_step: finding, details: [finding] };

    const report = toReport("1.0.0", [check], [" s3cret-s3cret\n", "the", undefined]);

    const clean = "the token [redacted]";
    expect(report.checks).toEqual([
      { name: "token", status: "warn", finding: clean, next_step: clean, details: [clean] },
    ]);
  });

  it("keeps each text on one line and out of the terminal's controls", () => {
    const finding = "a\n\u001b[31mb\u0007";

    expect(toReport("1.0.0", [{ name: "node", status: "ok", finding }], []).checks[0]?.finding).toBe("a b");
  });
});
