/** Whether a link looks like a pull or merge request on GitHub, GitLab, Gitea or Forgejo. */
export function isPullRequestLink(link: string): boolean {
  return /^https?:\/\/[^/]+\/.+\/(?:pull|pulls|merge_requests)\/\d+(?:[/?#]|$)/.test(link);
}
