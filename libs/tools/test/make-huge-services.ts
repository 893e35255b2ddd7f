import { paginate } from "@fleet-mcp/models";
import type { Agent, AgentSummary, Alert, PageRequest } from "@fleet-mcp/models";
import type { ToolServices } from "../src/create-tools.ts";

const long = `"quoted"\n\\${"x".repeat(20_000)}`;
const summary: AgentSummary = {
  name: "n".repeat(32),
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
  metadata: Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`key-${index}-${"k".repeat(300)}`, long])),
  notes: [long, long],
  url: `https://coder.example.com/${"u".repeat(300)}`,
};
const alert: Alert = {
  alert_id: "no_output-0a1b2c3d",
  rule: "no_output",
  severity: "warning",
  agent_name: summary.name,
  evidence: long,
  since: summary.since,
  times_escalated: 3,
};
const many = <T>(make: (index: number) => T, count = 500): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const changed = async () => ({ agent: summary, next: long, interrupted_task: long });
const pageOf = <T>(entries: readonly T[], page: PageRequest) => paginate(entries, page);

/** Services whose answers are as long as a hostile Coder can make them. */
export function makeHugeServices(): ToolServices {
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
      cancel: async () => summary,
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
    fleet: {
      status: async () => ({
        total: 10_000,
        by_status: { idle: 5_000, busy: 5_000 },
        by_project: Object.fromEntries(many((index) => [`project-${index}-${"p".repeat(100)}`, 20])),
        utilisation_percent: 50,
        offline_or_failed_percent: 0,
        healthy_percent: 100,
        last_hour: { started: 1, finished: 1, failed: 1 },
        last_day: { started: 1, finished: 1, failed: 1 },
        open_pull_requests: { total: 1, passing: 1, failing: 0, pending: 0, unknown: 0 },
        outliers: many(() => ({
          agent_name: summary.name,
          measure: "restarts" as const,
          value: 9,
          median: 1,
          score: 9,
          samples: 8,
          confidence: "low" as const,
        })),
        open_alerts: { total: 500, worst: "critical" },
        notes: many(() => long),
        computed_at: summary.since,
      }),
      digest: async () => ({
        digest: many((index) => `line ${index} ${"\\".repeat(100)}`).join("\n"),
        cursor: 1,
        computed_at: summary.since,
      }),
    },
    waiting: {
      waitFor: async () => ({
        reached: true,
        happened: many(() => ({ agent_name: summary.name, what: long, at: summary.since }), 100),
        agents: many(() => ({ agent_name: summary.name, status: "failed" as const, status_reason: long }), 100),
        cursor: 1,
      }),
    },
    events: {
      async query(_filter, page) {
        const event = {
          seq: 1,
          type: "task_started",
          agent_name: summary.name,
          data: { task: long, nested: { list: many(() => long, 3) } },
          actor: long,
          correlation_id: long,
          occurred_at: summary.since,
        };
        const { entries, info } = pageOf(
          many(() => event),
          page,
        );
        return { events: entries, ...info };
      },
    },
    alerts: {
      async list(_filter, page) {
        const { entries, info } = pageOf(
          many(() => alert),
          page,
        );
        return { alerts: entries, ...info };
      },
      resolve: async () => alert,
    },
    input: {
      send: async () => ({
        agent_name: summary.name,
        delivered: "yes",
        sent_at: summary.since,
        before: { status: "busy", screen: long },
        after: { status: "idle", screen: long },
      }),
    },
  };
}
