import { describe, expect, it } from "@jest/globals";
import { toPullRequest } from "./to-pull-request.ts";

const url = "https://github.com/acme/web/pull/7";
const reported = "https://git.acme.dev/web/pulls/6";

describe("toPullRequest", () => {
  it("takes what the machine publishes, in any case", () => {
    const published = { pull_request_url: url, pull_request_status: "OPEN", pull_request_check_status: "passing" };

    expect(toPullRequest(published, reported)).toEqual({
      pullRequest: { url, status: "open", check_status: "passing" },
      invalid: [],
    });
  });

  it("takes the reported link where the machine publishes none, with its state", () => {
    expect(toPullRequest({ pull_request_status: "merged" }, reported).pullRequest).toEqual({
      url: reported,
      status: "merged",
    });
  });

  it("knows none without a link", () => {
    expect(toPullRequest({ pull_request_status: "open" }, undefined)).toEqual({ pullRequest: undefined, invalid: [] });
  });

  it("drops what is invalid, and names it", () => {
    const published = {
      pull_request_url: "https://example.com/look here",
      pull_request_status: "almost",
      pull_request_check_status: "green",
    };

    expect(toPullRequest(published, reported)).toEqual({
      pullRequest: { url: reported },
      invalid: ["pull_request_url", "pull_request_status", "pull_request_check_status"],
    });
  });
});
