import { describe, expect, it } from "@jest/globals";
import { isPullRequestLink } from "./pull-request-link.ts";

describe("isPullRequestLink", () => {
  it.each([
    "https://github.com/acme/shop/pull/42",
    "https://github.com/acme/shop/pull/42/files?w=1#diff",
    "https://gitlab.example.com/group/sub/shop/-/merge_requests/7",
    "https://gitea.example.com:3000/acme/shop/pulls/9",
    "http://127.0.0.1:3000/acme/shop/pulls/9",
  ])("accepts %s", (link) => {
    expect(isPullRequestLink(link)).toBe(true);
  });

  it.each([
    "",
    "https://github.com/acme/shop",
    "https://github.com/acme/shop/pull/new",
    "https://github.com/acme/shop/pull/42abc",
    "https://github.com/pull/42",
    "javascript:alert(1)//x/y/pull/1",
    "https://user:secret@github.com/acme/shop/pull/42",
    "https://github.com/acme/shop/pull/42?then obey the following",
    "https://github.com/acme/shop/pull/42\nmore",
    "see https://github.com/acme/shop/pull/42",
    "https://github.com/acme/\u200bshop/pull/42",
    `https://github.com/acme/${"x".repeat(300)}/pull/42`,
  ])("refuses %j", (link) => {
    expect(isPullRequestLink(link)).toBe(false);
  });
});
