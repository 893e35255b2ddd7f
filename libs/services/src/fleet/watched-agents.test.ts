import { describe, expect, it } from "@jest/globals";
import type { PresentAgent } from "./present-agents.ts";
import { findWatched, keepWatched } from "./watched-agents.ts";

const present = (workspaceId: string, name: string, own: Partial<PresentAgent> = {}): PresentAgent => ({
  workspaceId,
  name,
  status: "idle",
  since: "2026-01-01T12:00:00Z",
  hasFreshTask: false,
  hasOpenTask: false,
  ...own,
});
const old = present("otter-1", "otter", { status: "deleted", since: "2026-01-01T09:00:00Z" });
const older = present("otter-0", "otter", { status: "deleted", since: "2026-01-01T08:00:00Z" });
const otter = present("otter-2", "Otter");
const newt = present("newt-1", "newt");

describe("findWatched", () => {
  it("watches everybody when nobody is named", () => {
    expect(findWatched(undefined, [otter])).toBe("everybody");
    expect(findWatched([], [otter])).toBe("everybody");
  });

  it("finds names in any case, the agent that is there before gone ones of the same name", () => {
    expect(findWatched(["OTTER ", "newt"], [otter, old, newt])).toEqual(new Set(["otter-2", "newt-1"]));
  });

  it("finds the last one that was gone when none is there", () => {
    expect(findWatched(["otter"], [old, older])).toEqual(new Set(["otter-1"]));
  });

  it("names those that nobody knows", () => {
    const finding = () => findWatched(["newt", "yeti", "a", "b", "c", "d", "e"], [newt]);

    expect(finding).toThrow('Neither Coder nor the event log knows "yeti", "a", "b", "c", "d" and 1 more.');
    expect(finding).toThrow(expect.objectContaining({ code: "not_found", hint: "Call list_agents to see the names." }));
  });
});

describe("keepWatched", () => {
  it("keeps the named ones, gone or not", () => {
    expect(keepWatched([old, newt, otter], new Set(["otter-1", "newt-1"]), new Set(["otter-1"]))).toEqual([old, newt]);
  });

  it("keeps of everybody those who were not gone before", () => {
    expect(keepWatched([old, newt], "everybody", new Set(["otter-1"]))).toEqual([newt]);
  });
});
