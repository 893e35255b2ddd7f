import { describe, expect, it } from "@jest/globals";
import { knownAgents } from "./known-agents.ts";
import type { SampledAgent } from "./stays.ts";

const agent = (workspaceId: string, taskStatus?: string): SampledAgent => ({
  workspaceId,
  name: workspaceId,
  workspaceStatus: "failed",
  taskStatus,
  isDeleted: false,
  statuses: [],
  builds: [],
});

describe("knownAgents", () => {
  it("are all, where some have tasks", () => {
    const agents = [agent("w1", "active"), agent("w2")];

    expect(knownAgents({ agents, chats: [{ workspaceId: "w1" }] })).toEqual(agents);
  });

  it("are all, where there are no chats", () => {
    const agents = [agent("w1")];

    expect(knownAgents({ agents, chats: [] })).toEqual(agents);
  });

  it("are those with a chat, where agents are chats", () => {
    const chats = [{ workspaceId: "w1" }, { workspaceId: undefined }];

    expect(knownAgents({ agents: [agent("w1"), agent("w2")], chats })).toEqual([agent("w1")]);
  });
});
