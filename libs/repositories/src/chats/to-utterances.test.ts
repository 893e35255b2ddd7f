import { describe, expect, it } from "@jest/globals";
import { makeMessage } from "../../test/make-chat.ts";
import { greeting } from "./greeting.ts";
import { toUtterances } from "./to-utterances.ts";

const call = { type: "tool-call", text: "", tool_name: "execute", args: { command: "ls" } };
const result = { type: "tool-result", text: "", tool_name: "execute", result: { output: "a\nb".repeat(300) } };
const text = (said: string) => ({ type: "text", text: said, tool_name: "" });

describe("toUtterances", () => {
  it("keeps who said what when", () => {
    expect(toUtterances([makeMessage(1, "user", "Hello"), makeMessage(2, "assistant", "Hi")])).toEqual([
      { from: "user", time: "2026-01-01T00:00:11.000Z", text: "Hello" },
      { from: "agent", time: "2026-01-01T00:00:12.000Z", text: "Hi" },
    ]);
  });

  it("joins the pieces of an interrupted answer", () => {
    const [said] = toUtterances([makeMessage(1, "assistant", [text("step 1. "), text("step 2. ")])]);

    expect(said?.text).toBe("step 1. step 2. ");
  });

  it("gives a call of a tool one line among the words, and its result one, cut", () => {
    const unspoken = { type: "reasoning", text: "hm", tool_name: "" };

    const said = toUtterances([
      makeMessage(1, "assistant", [text("I look."), call, unspoken, text("Done.")]),
      makeMessage(2, "tool", [result]),
      makeMessage(3, "assistant", [{ type: "tool-call", text: "", tool_name: "wait" }]),
      makeMessage(4, "tool", [{ type: "tool-result", text: "", tool_name: "wait" }]),
    ]).map((one) => one.text);

    expect(said[0]).toBe('I look.\ncalls execute {"command":"ls"}\nDone.');
    expect(said[1]).toMatch(/^execute gave \{"output":"a\\nb/);
    expect(said[1]?.length).toBe(300);
    expect(said.slice(2)).toEqual(["calls wait {}", "wait gave {}"]);
  });

  it("leaves out what stood in for a first task", () => {
    const said = toUtterances([makeMessage(1, "user", greeting), makeMessage(2, "assistant", "ready")]);

    expect(said.map((one) => one.text)).toEqual(["ready"]);
  });
});
