import { paginate } from "@fleet-mcp/models";
import type { Agent, AgentStatus, AgentSummary, CallOptions, PageInfo, PageRequest } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { raiseServiceError } from "../service-error.ts";

export interface FleetFilter {
  readonly status?: AgentStatus | undefined;
  /** Name or display name. */
  readonly project?: string | undefined;
  readonly role?: string | undefined;
}

export function createAgentService({
  repositories: { agents },
}: {
  readonly repositories: Pick<Repositories, "agents">;
}) {
  return { list, show };

  /** The fleet by name, filtered, one page of it. Shows what Coder last heard; `show` asks the agent itself. */
  async function list(
    filter: FleetFilter,
    page: PageRequest,
    options: CallOptions,
  ): Promise<{ agents: AgentSummary[] } & PageInfo> {
    const fleet = await agents.list(options).catch(raiseServiceError);
    const { entries, info } = paginate(
      fleet.filter((agent) => passes(agent, filter)),
      page,
    );
    return { agents: entries.map(({ summary }) => summary), ...info };
  }

  /** Everything about one agent, its status proven by asking it. Throws `not_found`. */
  async function show(name: string, options: CallOptions): Promise<Agent> {
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    return agents.describe(agent, options).catch(raiseServiceError);
  }
}
export type AgentService = ReturnType<typeof createAgentService>;

function passes({ summary, projectDisplayName }: AgentRecord, { status, project, role }: FleetFilter): boolean {
  if (status !== undefined && summary.status !== status) return false;
  if (project !== undefined && !same(summary.project, project) && !same(projectDisplayName, project)) return false;
  return role === undefined || (summary.role !== undefined && same(summary.role, role));
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.trim().toLowerCase();
