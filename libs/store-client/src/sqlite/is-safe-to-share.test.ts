import { describe, expect, it } from "@jest/globals";
import { isSafeToShare } from "./is-safe-to-share.ts";

describe("isSafeToShare", () => {
  it.each(["3.51.3", "3.53.4", "3.50.7", "3.44.6", "4.0.0"])("trusts SQLite %s", (version) => {
    expect(isSafeToShare(version)).toBe(true);
  });

  it.each(["3.51.2", "3.50.6", "3.44.5", "3.49.9", "3.7.0", ""])("does not trust SQLite %s", (version) => {
    expect(isSafeToShare(version)).toBe(false);
  });
});
