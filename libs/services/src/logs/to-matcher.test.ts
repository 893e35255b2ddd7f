import type { Clock } from "@fleet-mcp/models";
import { createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { toMatcher } from "./to-matcher.ts";

const found = (contains: string | undefined, text: string, clock: Clock = createFakeClock()) =>
  toMatcher(contains, clock)(text) !== undefined;

describe("toMatcher, with plain text", () => {
  it("finds it without regard to case, and nothing at all in everything", () => {
    expect([found("Needle", "a NEEDLE"), found("needle", "hay"), found("", "hay"), found(undefined, "hay")]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("takes a path for what it is", () => {
    expect([found("/usr/bin", "in /usr/bin/env"), found("/usr/bin", "usr"), found("//", "http://x")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe("where the last match ends", () => {
  it.each([
    ["needle", "a needle, a NEEDLE.", 18],
    ["/need.*/", "a needle\na needle!\nhay", 18],
    ["/^hay$/", "hay\n\nhay", 8],
    ["/^$/", "\nhay", 0],
    ["/straw/", "\nhay\n", undefined],
    [undefined, "hay", 3],
  ])("%j in %j", (contains, text, end) => {
    expect(toMatcher(contains, createFakeClock())(text)).toBe(end);
  });
});

describe("toMatcher, with a pattern", () => {
  const texts = [
    "",
    "error: timed out",
    "Error",
    "abc",
    "aab",
    "ab\nfoo bar",
    "1234-56",
    "x(y)z",
    "tab\there",
    "naïve é 😀",
    "aaaaaaaaaaaaaaaaaaaaaaaa!",
    "foo.bar",
    "[x]",
  ];

  it.each([
    "/error: .*time(out|d out)/i",
    "/^abc$/",
    "/a+b/",
    "/a{2}b/",
    "/a{1,2}b|foo/",
    "/a{3,}!/",
    "/\\d{2,}-\\d+/",
    "/[^a-z]+/",
    "/[\\]x]+/",
    "/\\bbar\\b/",
    "/\\Boo/",
    "/x\\(y\\)z/",
    "/(?:a|b)*c/",
    "/(?<word>f)oo\\.bar/",
    "/(a*)*!$/",
    "/(a|aa)+$/",
    "/(|a)b/",
    "/a??b/",
    "/t.b\\t/",
    "/\\p{L}ve \\u00e9/u",
    "/\\u{1f600}/",
    "/^.$/",
    "/E/gims",
    "/()/",
    "/x*/",
  ])("agrees with JavaScript on every line: %s", (pattern) => {
    const [, source = "", flags = ""] = /^\/(.*)\/(\w*)$/.exec(pattern) ?? [];
    const native = new RegExp(source, flags.includes("i") ? "iu" : "u");

    const ours = texts.map((text) => found(pattern, text));

    expect(ours).toEqual(texts.map((text) => text.split("\n").some((line) => native.test(line))));
  });

  it.each(["/(a+)+b/", "/(a|a)*b/", "/(.*)(.*)(.*)(.*)(.*)(.*)x$/", "/^(([a-z])+.)+[A-Z]([a-z])+$/"])(
    "is not slowed down by a pattern that makes others hang: %s",
    (pattern) => {
      expect(found(pattern, "a".repeat(4_000))).toBe(false);
    },
  );

  it.each([
    ["/(/", "The pattern is no regular expression of JavaScript's."],
    ["/a{2/", "The pattern is no regular expression of JavaScript's."],
    ["/(?=a)b/", "The pattern looks ahead or behind, or changes flags within."],
    ["/(?<!a)b/", "The pattern looks ahead or behind, or changes flags within."],
    ["/(a)\\1/", "The pattern refers back to a group."],
    ["/(?<w>a)\\k<w>/", "The pattern refers back to a group."],
    [`/${"x".repeat(201)}/`, "The pattern has 201 characters; at most 200 are accepted."],
    ["/a{501}/", "The pattern repeats too often."],
    ["/(a{30}){30}/", "The pattern is too large once its repetitions are written out."],
    ["/((((){400}){400}){400}){400}/", "The pattern is too large once its repetitions are written out."],
  ])("refuses %s and says why", (pattern, message) => {
    expect(() => found(pattern, "x")).toThrow(
      expect.objectContaining({ code: "invalid_input", message, hint: expect.stringContaining("plain text") }),
    );
  });

  it("stops when its time is up, also within one line", () => {
    let now = 0;
    const clock: Clock = { now: () => (now += 100), sleep: () => Promise.resolve() };

    expect(() => found("/a.*b/", "x".repeat(10_000), clock)).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: "The pattern takes longer than 500 ms on this log.",
      }),
    );
  });
});
