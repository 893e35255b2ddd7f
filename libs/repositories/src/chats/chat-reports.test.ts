import { describe, expect, it } from "@jest/globals";
import type { AgentChat } from "./agent-chat.ts";
import { chatReports } from "./chat-reports.ts";

const at = "2026-01-01T00:00:09Z";
const make = (over: Partial<AgentChat>): AgentChat => ({
  id: "chat-1",
  workspaceId: "workspace-1",
  status: "waiting",
  title: "Sing",
  summary: undefined,
  error: undefined,
  link: undefined,
  isArchived: false,
  updatedAt: at,
  ...over,
});

describe("chatReports", () => {
  it.each(["running", "requires_action"])("says of a chat that is %s what it works on", (status) => {
    expect(chatReports(make({ status }))).toEqual([{ state: "working", message: "Sing", at }]);
  });

  it("gives the model's error in words", () => {
    expect(chatReports(make({ status: "error", error: "quota is used up" }))).toEqual([
      { state: "failed", message: "its last turn failed: quota is used up", at },
    ]);
  });

  it("gives the summary of a turn that ended, or that it rests", () => {
    expect(chatReports(make({ summary: "Sang" }))).toEqual([{ state: "completed", message: "Sang", at }]);
    expect(chatReports(make({}))).toEqual([{ state: "idle", message: "", at }]);
  });

  it("says nothing of a greeting, or of a status that nobody knows", () => {
    expect(chatReports(make({ status: "running", title: "There is no task yet. Answer…" }))).toEqual([]);
    expect(chatReports(make({ status: "dreaming" }))).toEqual([]);
  });
});
