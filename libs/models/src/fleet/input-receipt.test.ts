import { describe, expect, it } from "@jest/globals";
import { InputReceipt } from "./input-receipt.ts";

const seen = { status: "busy", screen: "" };
const receipt = {
  agent_name: "otter",
  delivered: "unknown",
  sent_at: "2026-01-01T00:00:00Z",
  before: seen,
  after: seen,
};

describe("InputReceipt", () => {
  it("never says that an input did not arrive", () => {
    expect(InputReceipt.parse(receipt)).toEqual(receipt);
    expect(InputReceipt.safeParse({ ...receipt, delivered: "no" }).success).toBe(false);
  });
});
