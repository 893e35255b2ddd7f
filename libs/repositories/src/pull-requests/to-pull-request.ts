import { PullRequestCheckStatus, PullRequestStatus, isPullRequestLink } from "@fleet-mcp/models";
import type { PullRequest } from "@fleet-mcp/models";

/** What a machine publishes, prefix stripped; any program on it may have written that. */
export type Published = Readonly<Record<string, string>>;

export interface Found {
  readonly pullRequest: PullRequest | undefined;
  /** Keys whose values are none that we know. */
  readonly invalid: readonly string[];
}

/** The pull request that a machine publishes; without a link of its own, its words are about the one that the agent reported. */
export function toPullRequest(published: Published, reportedUrl: string | undefined): Found {
  const { pull_request_url: link, pull_request_status, pull_request_check_status } = published;
  const status = PullRequestStatus.optional().safeParse(pull_request_status?.toLowerCase());
  const checks = PullRequestCheckStatus.optional().safeParse(pull_request_check_status?.toLowerCase());
  const isLink = link === undefined || isPullRequestLink(link);
  const url = isLink && link !== undefined ? link : reportedUrl;
  return {
    pullRequest:
      url === undefined
        ? undefined
        : {
            url,
            ...(status.data && { status: status.data }),
            ...(checks.data && { check_status: checks.data }),
          },
    invalid: [
      ...(isLink ? [] : ["pull_request_url"]),
      ...(status.success ? [] : ["pull_request_status"]),
      ...(checks.success ? [] : ["pull_request_check_status"]),
    ],
  };
}
