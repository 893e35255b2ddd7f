import { describe, expect, it } from "@jest/globals";
import { UnfinishedWork } from "./unfinished-work.ts";

const work = { kind: "restart", agentName: "otter", workspaceId: "w1", ownerId: "u1", buildId: "b1" };

describe("UnfinishedWork", () => {
  it("accepts what a restart leaves behind", () => {
    expect(UnfinishedWork.parse(work)).toEqual(work);
  });

  it("keeps the first task that a new agent is owed", () => {
    const owed = { ...work, kind: "first_task", firstTask: { task: "Sing", systemPrompt: "You are an otter." } };

    expect(UnfinishedWork.parse(owed)).toEqual(owed);
  });

  it("refuses work of a kind that nobody can finish", () => {
    expect(UnfinishedWork.safeParse({ ...work, kind: "create" }).success).toBe(false);
  });
});
