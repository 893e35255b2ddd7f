import type { PullRequest } from "@fleet-mcp/models";

/** What there is to write down about a pull request that was seen; undefined when the log has it so already. */
export function changedPullRequest(
  before: PullRequest | undefined,
  found: PullRequest | undefined,
): PullRequest | undefined {
  if (!found) return undefined;
  // A machine that cannot be read leaves only the link: that is no change of the rest.
  const seen = before?.url === found.url ? { ...before, ...found } : found;
  const isSame = before?.url === seen.url && before.status === seen.status && before.check_status === seen.check_status;
  return isSame ? undefined : seen;
}
