import { describe, expect, it } from "@jest/globals";
import { WaitFor, WaitResult } from "./watched.ts";

describe("WaitResult", () => {
  it("has a cursor to go on from, also when the time was over", () => {
    const over = { reached: false, happened: [], agents: [{ agent_name: "otter", status: "busy" }] };

    expect(WaitResult.safeParse(over).success).toBe(false);
    expect(WaitResult.parse({ ...over, cursor: 7 }).cursor).toBe(7);
  });
});

describe("WaitFor", () => {
  it("is a closed list", () => {
    expect(WaitFor.options).toEqual(["idle", "online", "finished", "attention", "any_change", "deleted"]);
  });
});
