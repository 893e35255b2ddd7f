import { describe, expect, it } from "@jest/globals";
import { createRedactor } from "./create-redactor.ts";

/** A secret that JSON and addresses write otherwise than it is. */
const odd = 'pa"ss/word';
const token = "abcdefghij-0123456789klmnopqrstu";

describe("createRedactor", () => {
  it.each([
    ["as it is", `with ${odd}.`, "with [redacted]."],
    ["in JSON", JSON.stringify({ given: odd }), '{"given":"[redacted]"}'],
    ["in JSON in JSON", JSON.stringify(JSON.stringify(odd)), '"\\"[redacted]\\""'],
    ["in an address", `/t?a=${encodeURIComponent(odd)}&b=${encodeURI(odd)}`, "/t?a=[redacted]&b=[redacted]"],
    ["twice", `${odd}${odd}`, "[redacted][redacted]"],
  ])("replaces a secret %s", (_where, text, expected) => {
    expect(createRedactor([odd])(text)).toBe(expected);
  });

  it.each([
    ["before an ellipsis", "the token abcdefghij-0123456… was", "the token [redacted]… was"],
    ["before a quotation mark", 'no agent "abcdefghij-0123456".', 'no agent "[redacted]".'],
    ["before one in JSON", '{\\"a\\":\\"abcdefghij-0\\"}', '{\\"a\\":\\"[redacted]\\"}'],
    ["where the text begins", "9klmnopqrstu\nrest", "[redacted]\nrest"],
    ["twice", "abcdefghij-01… abcdefghij-012…", "[redacted]… [redacted]…"],
  ])("replaces what is left of a secret that was cut %s", (_where, text, expected) => {
    expect(createRedactor([token])(text)).toBe(expected);
  });

  it.each([
    "abcdefghij is the public id",
    "abcdefghij-0 with nothing cut",
    'too little: "abcdefghij-"',
    "in the middle 0123456789klmnopqrstu",
    "9klmnopqrstu",
    "klmnopqrstu begins with too little",
    "",
  ])("leaves %j as it is", (text) => {
    expect(createRedactor([token])(text)).toBe(text);
  });

  it("takes no secret for a part of another", () => {
    const longer = `${token}-and-more`;

    expect(createRedactor([token, longer])(`${longer} ${token}`)).toBe("[redacted] [redacted]");
  });

  it("leaves texts alone when a secret is no longer than a word", () => {
    expect(createRedactor(["", "agent"])("agent kit")).toBe("agent kit");
  });
});
