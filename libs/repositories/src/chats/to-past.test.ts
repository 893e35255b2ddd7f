import { taskHistory } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeChat, makeMessage } from "../../test/make-chat.ts";
import { greeting } from "./greeting.ts";
import { toPast } from "./to-past.ts";

const rested = makeChat({ updated_at: "2026-01-01T00:00:59Z" });
const tasks = (messages: Parameters<typeof toPast>[0], chat = rested) => {
  const { reports, prompts } = toPast(messages, chat);
  return taskHistory(reports, prompts).map(({ task, state, outcome }) => [task, state, outcome]);
};

describe("toPast", () => {
  it("makes a task of each message of the user, with the last words of its turn", () => {
    const messages = [
      makeMessage(1, "user", "Fix it"),
      makeMessage(2, "assistant", "Looking"),
      makeMessage(3, "tool", [{ type: "tool-result", text: "", tool_name: "execute" }]),
      makeMessage(4, "assistant", "Fixed"),
      makeMessage(5, "user", "Test it"),
      makeMessage(6, "assistant", "Tested"),
    ];

    expect(tasks(messages)).toEqual([
      ["Test it", "completed", "Tested"],
      ["Fix it", "completed", "Fixed"],
    ]);
    expect(toPast(messages, rested).prompts).toEqual([
      { text: "Fix it", at: "2026-01-01T00:00:11.000Z" },
      { text: "Test it", at: "2026-01-01T00:00:15.000Z" },
    ]);
  });

  it("calls a turn ended whose answer was cut off, or that left none", () => {
    const messages = [
      makeMessage(1, "user", "One"),
      makeMessage(2, "assistant", "step 1.", { usage: null }),
      makeMessage(3, "user", "Two"),
      makeMessage(4, "user", "Three"),
    ];

    expect(tasks(messages)).toEqual([
      ["Three", "ended", undefined],
      ["Two", "ended", undefined],
      ["One", "ended", "step 1."],
    ]);
  });

  it.each([
    [{ status: "running" }, "working", undefined],
    [{ status: "requires_action" }, "working", undefined],
    [{ status: "error", last_error: { message: "No quota." } }, "failed", "its last turn failed: No quota."],
  ])("leaves the last turn to what the chat says: %j", (over, state, outcome) => {
    expect(tasks([makeMessage(1, "user", "One")], makeChat(over))).toEqual([["One", state, outcome]]);
  });

  it("takes the summary for the outcome of a turn without words", () => {
    const call = [{ type: "tool-call", text: "", tool_name: "execute" }];

    expect(tasks([makeMessage(1, "user", "One"), makeMessage(2, "assistant", call)])).toEqual([
      ["One", "completed", "Fixed it"],
    ]);
  });

  it("knows no task before the first one", () => {
    expect(tasks([makeMessage(1, "user", greeting), makeMessage(2, "assistant", "ready")])).toEqual([]);
  });
});
