import { describe, expect, it } from "@jest/globals";
import { makeChat } from "../../test/make-chat.ts";
import { chatActivity, chatLastTask, chatTrouble } from "./chat-state.ts";

describe("chatActivity", () => {
  it.each([
    ["running", true, undefined],
    ["interrupting", true, undefined],
    ["waiting", false, undefined],
    ["pending", false, undefined],
    ["paused", false, undefined],
    ["completed", false, undefined],
    ["error", false, undefined],
    ["requires_action", false, true],
    ["pondering", true, undefined],
  ])("takes %s for busy: %s", (status, isBusy, isWaiting) => {
    const activity = chatActivity(makeChat({ status }));

    expect(activity).toMatchObject({ isBusy, evidence: "asked", isOffline: false, takesKeys: true });
    expect(activity.isWaiting).toBe(isWaiting);
  });
});

describe("chatTrouble", () => {
  it("is an answer that is waited for, or a turn that failed, in words of one line", () => {
    const failed = makeChat({ status: "error", last_error: { message: "The model\nsaid no." } });

    expect(chatTrouble(makeChat({ status: "requires_action" }))).toBe(
      "it waits for an answer to a question of its own",
    );
    expect(chatTrouble(failed)).toBe("its last turn failed: The model said no.");
    expect(chatTrouble(makeChat({ status: "error" }))).toBe("its last turn failed: no reason given");
    expect(chatTrouble(makeChat())).toBeUndefined();
  });
});

describe("chatLastTask", () => {
  it.each([
    ["running", "Old summary", { task: "Fix the login bug", state: "working" }],
    ["waiting", "Fixed it", { task: "Fixed it", state: "completed" }],
    ["waiting", null, { task: "Fix the login bug", state: "ended" }],
    ["error", "Old summary", { task: "Fix the login bug", state: "failed" }],
    ["requires_action", null, { task: "Fix the login bug", state: "working" }],
    ["pondering", null, { task: "Fix the login bug", state: "unknown" }],
  ])("of a chat that is %s with the summary %j", (status, summary, expected) => {
    expect(chatLastTask(makeChat({ status, last_turn_summary: summary }), 40)).toEqual(expected);
  });

  it("is cut to its length", () => {
    expect(chatLastTask(makeChat({ last_turn_summary: "x".repeat(90) }), 40).task).toHaveLength(40);
  });
});
