import { describe, expect, it } from "@jest/globals";
import { AgentStatus, isOnline, isTransitional } from "./agent-status.ts";

describe("AgentStatus", () => {
  it("is the closed list of the design", () => {
    expect(AgentStatus.options).toEqual([
      "pending",
      "starting",
      "idle",
      "busy",
      "stopping",
      "stopped",
      "failed",
      "canceling",
      "canceled",
      "deleting",
      "deleted",
      "offline",
    ]);
  });

  it("refuses any other word", () => {
    expect(AgentStatus.safeParse("running").success).toBe(false);
  });
});

describe("isOnline", () => {
  it("holds for idle and busy alone", () => {
    expect(AgentStatus.options.filter(isOnline)).toEqual(["idle", "busy"]);
  });
});

describe("isTransitional", () => {
  it("holds for the statuses that end by themselves", () => {
    expect(AgentStatus.options.filter(isTransitional)).toEqual([
      "pending",
      "starting",
      "stopping",
      "canceling",
      "deleting",
    ]);
  });

  it("answers for every status", () => {
    expect(AgentStatus.options.map((status) => typeof isTransitional(status))).toEqual(
      AgentStatus.options.map(() => "boolean"),
    );
  });
});
