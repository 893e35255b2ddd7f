import { describe, expect, it } from "@jest/globals";
import { AgentName, agentNameFault, reservedAgentNames } from "./agent-name.ts";

describe("agentNameFault", () => {
  it.each(["a", "7", "Otter", "otter-2", "a-b-c", "x".repeat(20)])("finds none in %s", (name) => {
    expect(agentNameFault(name)).toBeUndefined();
  });

  it.each([
    ["", "empty"],
    ["bad_name", "characters"],
    ["two words", "characters"],
    ["-otter", "characters"],
    ["otter-", "characters"],
    ["ot--ter", "characters"],
    ["ötter", "characters"],
    ["otter\n", "characters"],
    ["../me", "characters"],
    ["x".repeat(21), "too_long"],
    ["new", "reserved"],
    ["Create", "reserved"],
  ])("calls %j %s", (name, fault) => {
    expect(agentNameFault(name)).toBe(fault);
  });

  it("speaks of characters first: a long name of wrong ones is not helped by being cut", () => {
    expect(agentNameFault("x_".repeat(20))).toBe("characters");
  });

  it("refuses every reserved name", () => {
    expect(reservedAgentNames.map(agentNameFault)).toEqual(["reserved", "reserved"]);
  });
});

describe("AgentName", () => {
  it("lets Coder judge names of agents that may exist", () => {
    expect(AgentName.parse("an-older-agent-with-a-very-long-name")).toBe("an-older-agent-with-a-very-long-name");
  });
});
