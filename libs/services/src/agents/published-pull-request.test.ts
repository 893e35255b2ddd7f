import type { Agent } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { publishedPullRequest } from "./published-pull-request.ts";

const url = "https://github.com/o/r/pull/1";
const agent = (metadata: Agent["metadata"]): Agent => ({
  name: "otter",
  status: "idle",
  project: "shop-backend",
  since: "2026-01-01T12:00:00Z",
  pull_request: url,
  backend: "tasks",
  owner: "riley",
  organization: "coder",
  workspace_id: "otter-1",
  build_number: 1,
  healthy: true,
  created_at: "2026-01-01T12:00:00Z",
  last_used_at: "2026-01-01T12:00:00Z",
  outdated: false,
  metadata,
  url: "https://coder.example.com/@riley/otter",
});

describe("publishedPullRequest", () => {
  it("reads how it stands", () => {
    const metadata = { pull_request_url: url, pull_request_status: "merged", pull_request_check_status: "passing" };

    expect(publishedPullRequest(agent(metadata))).toEqual({
      pull_request_status: "merged",
      pull_request_check_status: "passing",
    });
  });

  it("leaves out words that are none of ours, and what is not published", () => {
    expect(publishedPullRequest(agent({ pull_request_status: "exploded" }))).toEqual({});
    expect(publishedPullRequest(agent({ pull_request_check_status: "pending" }))).toEqual({
      pull_request_check_status: "pending",
    });
  });

  it("says nothing of another pull request than the shown one", () => {
    expect(publishedPullRequest(agent({ pull_request_url: `${url}0`, pull_request_status: "open" }))).toEqual({});
  });
});
