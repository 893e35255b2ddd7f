import { paginate } from "@fleet-mcp/models";
import type { Agent, AgentSummary, PageRequest } from "@fleet-mcp/models";
import type { ToolServices } from "../src/create-tools.ts";
import { makeHugeFleetServices } from "./make-huge-fleet-services.ts";

const hugeText = `"quoted"\n\\${"x".repeat(20_000)}`;
const hugeMetadata = (long: string) =>
  Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`key-${index}-${"k".repeat(300)}`, long]));
const pageOf = <T>(entries: readonly T[], page: PageRequest) => paginate(entries, page);

interface Contents {
  /** Every free text. */
  readonly long?: string;
  readonly name?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** How many there are of everything. */
  readonly count?: number;
}

/** Services whose answers are as long as a hostile Coder can make them, or hold what a test wants. */
export function makeHugeServices({
  long = hugeText,
  name = "n".repeat(32),
  metadata = hugeMetadata(long),
  count = 500,
}: Contents = {}): ToolServices {
  const summary: AgentSummary = {
    name,
    status: "failed",
    status_reason: long,
    project: "p".repeat(32),
    role: long,
    last_task: { task: long, state: "failed" },
    since: "2026-01-01T00:00:00Z",
    pull_request: `https://git.example.com/${"acme/".repeat(50)}pull/42`,
  };
  const agent: Agent = {
    ...summary,
    backend: "tasks",
    owner: long,
    organization: long,
    workspace_id: long,
    build_number: 1,
    healthy: false,
    created_at: summary.since,
    last_used_at: summary.since,
    outdated: false,
    metadata: { ...metadata },
    notes: [long, long],
    url: `https://coder.example.com/${"u".repeat(300)}`,
  };
  const many = <T>(make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
  const changed = async () => ({ agent: summary, next: long, interrupted_task: long });
  return {
    agents: {
      async list(_filter, page) {
        const { entries, info } = pageOf(
          many(() => summary),
          page,
        );
        return { agents: entries, ...info };
      },
      show: async () => agent,
    },
    creation: { create: async () => ({ agent: summary, backend: "tasks", next: long }) },
    lifecycle: { remove: changed, restart: changed },
    tasks: {
      start: async () => ({ agent_name: long, delivered: "yes", sent_at: summary.since, backend: "tasks" }),
      cancel: async () => ({ agent: summary, dropped: [long] }),
      async history(_name, page) {
        const task = {
          task: long,
          state: "failed" as const,
          outcome: long,
          started_at: summary.since,
          pull_request: long,
        };
        const { entries, info } = pageOf(
          many(() => task),
          page,
        );
        return { tasks: entries, ...info };
      },
    },
    logs: {
      async show(_name, _filter, page) {
        const entry = { from: "agent" as const, time: summary.since, text: long };
        const { entries, info } = pageOf(
          many(() => entry),
          page,
        );
        return { entries, ...info };
      },
    },
    projects: {
      list: async () => ({
        projects: many((index) => ({
          name: `project-${index}`,
          display_name: long,
          description: long,
          organization: long,
          roles: many((role) => `role-${role}`),
          backends: ["tasks" as const],
          warnings: [long, long],
        })),
        unusable: many((index) => ({ name: `other-${index}`, display_name: long, organization: long, reason: long })),
      }),
      roles: async () => ({
        project: long,
        roles: many((index) => ({ name: `role-${index}-${long}`, description: long, is_default: false })),
      }),
    },
    ...makeHugeFleetServices({ long, name, count }),
  };
}
