const maxLength = 300;

/**
 * Whether a text is nothing but the link of a pull or merge request on GitHub, GitLab, Gitea or Forgejo. Agents report it, so whatever
 * else it may hold (spaces, invisible characters, a user name) makes it none.
 */
export function isPullRequestLink(link: string): boolean {
  return (
    link.length <= maxLength &&
    /^https?:\/\/[\w.:[\]-]+\/[!-~]+\/(?:pull|pulls|merge_requests)\/\d+(?:[/?#][!-~]*)?$/.test(link)
  );
}
