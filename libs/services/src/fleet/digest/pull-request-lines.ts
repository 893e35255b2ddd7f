import { cleanLine } from "@fleet-mcp/models";
import type { PullRequest } from "@fleet-mcp/models";
import type { DigestFacts } from "./digest-facts.ts";

/** Pull requests that are not known to be closed or merged, each once: those whose checks fail first, then those that pass. */
export function pullRequestLines({ agents, ledger }: DigestFacts): string[] {
  const waiting = agents.flatMap(({ workspaceId, summary }) => {
    const listed = summary.pull_request === undefined ? undefined : { url: summary.pull_request };
    const known: PullRequest | undefined = ledger.agents.get(workspaceId)?.pullRequest ?? listed;
    return known && known.status !== "closed" && known.status !== "merged" ? [{ name: summary.name, ...known }] : [];
  });
  const byUrl = new Map(waiting.map((each) => [each.url, each]));
  return [...byUrl.values()]
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .map(({ name, url, check_status: checks = "unknown" }) => `- ${name}: ${cleanLine(url, 160)}, checks ${checks}`);
}

const ranks = { failing: 0, passing: 1, pending: 2 };
const rank = ({ check_status: checks }: PullRequest): number => (checks === undefined ? 3 : ranks[checks]);
