import { describe, expect, it } from "@jest/globals";
import { toKeys } from "./to-keys.ts";

const text = (input: string) => toKeys({ input, inputType: "text" });

describe("toKeys, for text", () => {
  it("types a line and enters it by a key of its own", () => {
    expect(text("  Use tabs, please.\r\n")).toEqual({ writes: ["Use tabs, please.", "\r"] });
  });

  it.each(["one\ntwo", "a\tb"])("pastes what would otherwise be entered or completed half-way: %j", (input) => {
    expect(text(input)).toEqual({ writes: [`\u001b[200~${input}\u001b[201~`, "\r"] });
  });

  it("types lines of Windows as lines", () => {
    expect(text("one\r\ntwo").writes[0]).toBe("\u001b[200~one\ntwo\u001b[201~");
  });

  it("types 4,000 characters and no more", () => {
    expect(text("x".repeat(4_000)).writes[0]).toHaveLength(4_000);
    expect(() => text("x".repeat(4_001))).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: "The input has 4001 characters; at most 4000 are typed.",
        hint: "Wait until the agent is idle and give it the rest with start_agent_task.",
      }),
    );
  });

  it.each(["\u001b[201~rm -rf", "a\u0003b", "a\rb", "\u009b2J", "a\u007fb", "a\u0000b"])(
    "refuses what a terminal would obey: %j",
    (input) => {
      expect(() => text(input)).toThrow(
        expect.objectContaining({
          code: "invalid_input",
          message: "The input has control characters, which are not typed.",
        }),
      );
    },
  );

  it.each(["", " \n "])("refuses the empty text %j", (input) => {
    expect(() => text(input)).toThrow(
      expect.objectContaining({ code: "invalid_input", message: "The input is empty." }),
    );
  });
});

describe("toKeys, for a key", () => {
  const key = (input: string) => toKeys({ input, inputType: "key" });

  it.each([
    ["enter", "\r"],
    ["Escape", "\u001b"],
    [" tab ", "\t"],
    ["up", "\u001b[A"],
    ["down", "\u001b[B"],
  ])("presses %s", (input, sent) => {
    expect(key(input)).toEqual({ writes: [sent] });
  });

  it("warns of what ctrl_c can do", () => {
    expect(key("ctrl_c")).toEqual({
      writes: ["\u0003"],
      note: expect.stringContaining("can end the coding CLI itself"),
    });
  });

  it.each(["delete", "constructor", ""])("refuses %j and lists the keys", (input) => {
    expect(() => key(input)).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: `There is no key "${input}".`,
        hint: "Keys: enter, escape, tab, up, down, ctrl_c. Words are sent with input_type text.",
      }),
    );
  });
});

describe("toKeys, for an answer", () => {
  const answer = (input: string) => toKeys({ input, inputType: "answer" });

  it.each([
    ["y", "y"],
    ["Yes", "y"],
    ["n", "n"],
    ["NO ", "n"],
  ])("answers %j", (input, sent) => {
    expect(answer(input)).toEqual({ writes: [sent, "\r"] });
  });

  it("refuses anything else", () => {
    expect(() => answer("maybe")).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: '"maybe" is no answer to yes or no.',
        hint: "Say y or n.",
      }),
    );
  });
});
