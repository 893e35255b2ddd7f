import { paginate } from "@fleet-mcp/models";
import type { Alert, PageRequest } from "@fleet-mcp/models";
import type { ToolServices } from "../src/create-tools.ts";

interface Contents {
  /** Every free text. */
  readonly long: string;
  readonly name: string;
  /** How many there are of everything. */
  readonly count: number;
}

const since = "2026-01-01T00:00:00Z";
const pageOf = <T>(entries: readonly T[], page: PageRequest) => paginate(entries, page);

/** The part of `makeHugeServices` that knows the fleet and steers agents. */
export function makeHugeFleetServices({
  long,
  name,
  count,
}: Contents): Pick<ToolServices, "fleet" | "waiting" | "events" | "alerts" | "input"> {
  const many = <T>(make: (index: number) => T, most = count): T[] =>
    Array.from({ length: Math.min(count, most) }, (_, index) => make(index));
  const alert: Alert = {
    alert_id: "no_output-0a1b2c3d",
    rule: "no_output",
    severity: "warning",
    agent_name: name,
    evidence: long,
    since,
    times_escalated: 3,
  };
  return {
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
          agent_name: name,
          measure: "restarts" as const,
          value: 9,
          median: 1,
          score: 9,
          samples: 8,
          confidence: "low" as const,
        })),
        open_alerts: { total: 500, worst: "critical" },
        notes: many(() => long),
        computed_at: since,
      }),
      digest: async () => ({
        digest: many((index) => `line ${index} ${long.slice(0, 200)} ${"\\".repeat(100)}`).join("\n"),
        cursor: 1,
        computed_at: since,
      }),
    },
    waiting: {
      waitFor: async () => ({
        reached: true,
        happened: many(() => ({ agent_name: name, what: long, at: since }), 100),
        agents: many(() => ({ agent_name: name, status: "failed" as const, status_reason: long }), 100),
        cursor: 1,
      }),
    },
    events: {
      async query(_filter, page) {
        const event = {
          seq: 1,
          type: "task_started",
          agent_name: name,
          data: { task: long, nested: { list: many(() => long, 3) } },
          actor: long,
          correlation_id: long,
          occurred_at: since,
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
        agent_name: name,
        delivered: "yes",
        sent_at: since,
        before: { status: "busy", screen: long },
        after: { status: "idle", screen: long },
      }),
    },
  };
}
