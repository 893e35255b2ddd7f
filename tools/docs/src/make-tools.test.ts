import { describe, expect, it } from "@jest/globals";
import { makeTools } from "./make-tools.ts";

describe("makeTools", () => {
  it("makes all tools without a Coder", () => {
    expect(makeTools()).toHaveLength(18);
  });
});
