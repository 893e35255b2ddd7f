import { z } from "zod";

export const PullRequestStatus = z.enum(["open", "closed", "merged"]);
export const PullRequestCheckStatus = z.enum(["pending", "passing", "failing"]);

/** A pull or merge request of an agent, as its machine or its own reports tell. */
export const PullRequest = z.object({
  url: z.string(),
  status: PullRequestStatus.optional(),
  check_status: PullRequestCheckStatus.optional(),
});
export type PullRequest = z.infer<typeof PullRequest>;
