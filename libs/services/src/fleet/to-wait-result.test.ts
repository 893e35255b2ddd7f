import type { Happening } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import type { PresentAgent } from "./present-agents.ts";
import { toWaitResult } from "./to-wait-result.ts";

const present = (name: string, own: Partial<PresentAgent> = {}): PresentAgent => ({
  workspaceId: `${name}-1`,
  name,
  status: "idle",
  since: "2026-01-01T12:00:00Z",
  hasFreshTask: false,
  hasOpenTask: false,
  ...own,
});
const happening = (minute: number, agent_name = "ant"): Happening => ({
  agent_name,
  what: "was restarted",
  at: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
});
const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => happening(from + index));
const nothing = { fulfilled: [], happened: [], unread: 0, agents: [], cursor: 7 };

describe("toWaitResult", () => {
  it("says when nothing fulfilled the wait", () => {
    expect(toWaitResult(nothing)).toEqual({ reached: false, happened: [], agents: [], cursor: 7 });
  });

  it("tells everything in its order, and nothing twice", () => {
    const outcome = { ...nothing, fulfilled: [happening(2)], happened: [happening(1), happening(2), happening(3)] };

    expect(toWaitResult(outcome)).toMatchObject({
      reached: true,
      happened: [happening(1), happening(2), happening(3)],
    });
  });

  it("keeps what fulfilled the wait and what is newest when too much happened", () => {
    const { happened } = toWaitResult({ ...nothing, fulfilled: [happening(0)], happened: minutes(1, 40) });

    expect(happened).toEqual([happening(0), ...minutes(21, 40)]);
  });

  it("keeps the newest twenty of what fulfilled the wait", () => {
    const { happened } = toWaitResult({ ...nothing, fulfilled: minutes(0, 30), happened: minutes(30, 35) });

    expect(happened).toEqual(minutes(10, 30));
  });

  it("counts what fulfilled the wait and is not shown", () => {
    const few = toWaitResult({ ...nothing, fulfilled: minutes(0, 12), happened: minutes(0, 40) });
    const many = toWaitResult({ ...nothing, fulfilled: minutes(0, 30), happened: minutes(0, 35), unread: 400 });

    expect(few.more_happened).toBeUndefined();
    expect(many.more_happened).toBe(410);
  });

  it("puts those concerned first, then those in trouble, then those at work", () => {
    const agents = [
      present("ant"),
      present("bee", { status: "busy" }),
      present("cod", { status: "offline", statusReason: "It left." }),
      present("dab"),
    ];

    const result = toWaitResult({ ...nothing, fulfilled: [happening(0, "dab")], agents });

    expect(result.agents).toEqual([
      { agent_name: "dab", status: "idle" },
      { agent_name: "cod", status: "offline", status_reason: "It left." },
      { agent_name: "bee", status: "busy" },
      { agent_name: "ant", status: "idle" },
    ]);
  });

  it("shows fifty agents and counts the others", () => {
    const agents = Array.from({ length: 53 }, (_, index) => present(`a${index}`));

    const result = toWaitResult({ ...nothing, agents });

    expect(result.agents).toHaveLength(50);
    expect(result.more_agents).toBe(3);
  });
});
