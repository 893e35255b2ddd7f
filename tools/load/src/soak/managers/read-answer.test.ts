import { describe, expect, it } from "@jest/globals";
import { readAnswer } from "./read-answer.ts";

const refusal = {
  isError: true,
  content: [{ type: "text", text: 'busy: Agent "ant" is working on another task.\nNext: Wait.' }],
  _meta: { "fleet-mcp/error-code": "busy" },
};

describe("readAnswer", () => {
  it("takes structured content for a result", () => {
    const answer = { content: [{ type: "text", text: "No agents." }], structuredContent: { agents: [] } };

    expect(readAnswer(answer)).toEqual({ kind: "result", value: { agents: [] } });
  });

  it("reads the code of a refusal", () => {
    expect(readAnswer(refusal)).toMatchObject({
      kind: "refusal",
      code: "busy",
      text: expect.stringMatching(/^busy: /),
    });
  });

  it.each([
    ["is no answer of a tool", undefined],
    ["is no answer of a tool", { content: [] }],
    ["has no structured content", { content: [{ type: "text", text: "fine" }] }],
    ["does not begin with an error code", { ...refusal, content: [{ type: "text", text: "Something went wrong." }] }],
    ["does not begin with an error code", { ...refusal, content: [{ type: "text", text: "oops: no." }] }],
    ["says another code in _meta than in its text", { ...refusal, _meta: { "fleet-mcp/error-code": "offline" } }],
    ["says another code in _meta than in its text", { ...refusal, _meta: undefined }],
  ])("finds odd what %s", (why, answer) => {
    expect(readAnswer(answer)).toEqual({ kind: "odd", why: expect.stringContaining(why) });
  });

  it("shows the beginning of what was odd", () => {
    expect(readAnswer({ content: [{ type: "text", text: "x".repeat(9_000) }] })).toMatchObject({
      why: expect.stringMatching(/^has no structured content: .{300}$/),
    });
  });
});
