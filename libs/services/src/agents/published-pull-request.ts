import { PullRequestCheckStatus, PullRequestStatus } from "@fleet-mcp/models";
import type { Agent } from "@fleet-mcp/models";

/** How the pull request that is shown stands by what its machine publishes now; words that are none of ours are left out. */
export function publishedPullRequest({ metadata, pull_request: shown }: Agent): Partial<Agent> {
  const published = metadata["pull_request_url"];
  if (published !== undefined && published !== shown) return {};
  const status = PullRequestStatus.safeParse(metadata["pull_request_status"]);
  const checks = PullRequestCheckStatus.safeParse(metadata["pull_request_check_status"]);
  return {
    ...(status.success ? { pull_request_status: status.data } : {}),
    ...(checks.success ? { pull_request_check_status: checks.data } : {}),
  };
}
