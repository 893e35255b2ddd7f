import { paginate } from "@fleet-mcp/models";
import type {
  Agent,
  AgentLedger,
  AgentStatus,
  AgentSummary,
  CallOptions,
  FleetLedger,
  PageInfo,
  PageRequest,
} from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { Journal } from "../events/journal.ts";
import { raiseServiceError } from "../service-error.ts";
import { addFromLog } from "./add-from-log.ts";
import { changedPullRequest } from "./changed-pull-request.ts";
import { capabilitiesOf, hasCapability } from "./has-capability.ts";
import { publishedPullRequest } from "./published-pull-request.ts";

/** Empty words filter nothing. */
export interface FleetFilter {
  readonly status?: AgentStatus | undefined;
  /** Name or display name. */
  readonly project?: string | undefined;
  readonly role?: string | undefined;
  /** A role, or a word of what it can do. */
  readonly capability?: string | undefined;
}

export interface AgentServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "events" | "pullRequests">;
  readonly journal: Pick<Journal, "recordUnless">;
}

export function createAgentService({ repositories: { agents, events, pullRequests }, journal }: AgentServiceParts) {
  return { list, show };

  /** The fleet by name, filtered, one page of it. Shows what Coder last heard and what the log adds; `show` asks the agent itself. */
  async function list(
    filter: FleetFilter,
    page: PageRequest,
    options: CallOptions,
  ): Promise<{ agents: AgentSummary[] } & PageInfo> {
    const [fleet, ledger] = await Promise.all([agents.list(options).catch(raiseServiceError), events.ledger()]);
    const { entries, info } = paginate(
      fleet.filter((agent) => passes(agent, filter, ledger)),
      page,
    );
    return {
      agents: entries.map((each) => addFromLog(each.summary, each.reports, ledger.agents.get(each.workspaceId))),
      ...info,
    };
  }

  /** Everything about one agent, its status proven by asking it. Throws `not_found`. */
  async function show(name: string, options: CallOptions): Promise<Agent> {
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    const shown = await agents.describe(agent, options).catch(raiseServiceError);
    await noteChange(agent, shown, options);
    const ledger = await events.ledger();
    return {
      ...addFromLog(shown, agent.reports, ledger.agents.get(agent.workspaceId)),
      ...publishedPullRequest(shown),
    };
  }

  /** What somebody has just seen of a pull request, others see in the list without waiting for the next look. */
  async function noteChange(agent: AgentRecord, { metadata }: Agent, options: CallOptions): Promise<void> {
    if (Object.keys(metadata).length === 0) return;
    const found = pullRequests.learn(agent, metadata);
    const before = (await events.ledger()).agents.get(agent.workspaceId);
    const changed = changedPullRequest(before?.pullRequest, found);
    if (!before?.status || !changed) return;
    const isKnown = (now: AgentLedger | undefined) => !changedPullRequest(now?.pullRequest, changed);
    const own = { ...options, origin: { actor: "observer" } };
    await journal.recordUnless(isKnown, agent.workspaceId, "pull_request_changed", changed, own);
  }
}
export type AgentService = ReturnType<typeof createAgentService>;

function passes(agent: AgentRecord, filter: FleetFilter, ledger: FleetLedger): boolean {
  const { summary, projectDisplayName } = agent;
  const { status, project, role, capability } = filter;
  if (status !== undefined && summary.status !== status) return false;
  if (isGiven(project) && !same(summary.project, project) && !same(projectDisplayName, project)) return false;
  if (isGiven(role) && !(summary.role !== undefined && same(summary.role, role))) return false;
  const known = ledger.agents.get(agent.workspaceId)?.role;
  return !isGiven(capability) || hasCapability(capability, [...capabilitiesOf(agent), known]);
}

const isGiven = (words: string | undefined): words is string => words !== undefined && words.trim() !== "";

const same = (a: string, b: string): boolean => a.toLowerCase() === b.trim().toLowerCase();
