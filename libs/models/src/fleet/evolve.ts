import type { FleetEvent } from "../events/fleet-event.ts";
import { evolveAlerts } from "./evolve-alerts.ts";
import { evolveTask } from "./evolve-task.ts";
import type { AgentLedger, FleetLedger, TaskMark } from "./fleet-ledger.ts";

const dayMs = 24 * 60 * 60_000;

export const emptyLedger: FleetLedger = { cursor: 0, agents: new Map(), alerts: [], version: 0, marks: [] };

/** The ledger after these events, which continue it in the order of the log. */
export function evolve(ledger: FleetLedger, events: readonly FleetEvent[]): FleetLedger {
  const [last] = events.slice(-1);
  if (!last) return ledger;
  const agents = new Map(ledger.agents);
  let { alerts, version } = ledger;
  for (const event of events) {
    if (event.subject === "fleet") {
      alerts = evolveAlerts(alerts, event, undefined);
      version = event.version;
    } else {
      const { workspaceId } = event.subject;
      agents.set(workspaceId, evolveAgent(agents.get(workspaceId) ?? unknownAgent(workspaceId, event), event));
    }
  }
  return { cursor: last.seq, agents, alerts, version, marks: recentMarks(ledger.marks, events, last.occurredAt) };
}

const unknownAgent = (workspaceId: string, { occurredAt }: FleetEvent): AgentLedger => ({
  workspaceId,
  name: workspaceId,
  project: "",
  version: 0,
  since: occurredAt,
  durationsMs: [],
  tasksSucceeded: 0,
  tasksFailed: 0,
  restarts: 0,
  idleMs: 0,
  firstSeenAt: occurredAt,
  alerts: [],
});

function evolveAgent(agent: AgentLedger, event: FleetEvent): AgentLedger {
  return {
    ...agent,
    ...evolveTask(agent, event),
    ...evolveLife(agent, event),
    alerts: evolveAlerts(agent.alerts, event, agent.name),
    version: event.version,
  };
}

function evolveLife(agent: AgentLedger, event: FleetEvent): Partial<AgentLedger> {
  const { occurredAt } = event;
  switch (event.type) {
    case "agent_created":
    case "agent_adopted": {
      const { agent_name: name, project, role } = event.data;
      const status = event.type === "agent_adopted" ? { status: event.data.status, since: occurredAt } : {};
      return { name, project, role, goneAt: undefined, ...status };
    }
    case "agent_status_changed": {
      const { to: status, reason: statusReason, report_at: reportAt } = event.data;
      return { status, statusReason, reportAt, since: occurredAt, idleMs: agent.idleMs + idleUntil(agent, occurredAt) };
    }
    case "agent_health_changed":
      return { isHealthy: event.data.healthy };
    case "agent_restarted":
      return { restarts: agent.restarts + 1 };
    case "agent_delete_requested":
      return { deleteRequestedAt: occurredAt };
    case "agent_deleted":
      return { status: "deleted", since: occurredAt, goneAt: occurredAt };
    case "pull_request_changed":
      return { pullRequest: event.data };
    default:
      return {};
  }
}

/** A clock that was set back takes nothing away. */
function idleUntil({ status, since }: AgentLedger, at: string): number {
  return status === "idle" ? Math.max(0, Date.parse(at) - Date.parse(since)) : 0;
}

const kinds: Partial<Record<FleetEvent["type"], TaskMark["kind"]>> = {
  task_started: "started",
  task_succeeded: "succeeded",
  task_failed: "failed",
  task_cancelled: "cancelled",
};

function recentMarks(known: readonly TaskMark[], events: readonly FleetEvent[], now: string): readonly TaskMark[] {
  const added = events.flatMap(({ type, occurredAt: at }): TaskMark[] => {
    const kind = kinds[type];
    return kind ? [{ at, kind }] : [];
  });
  const oldest = Date.parse(now) - dayMs;
  return [...known, ...added].filter(({ at }) => Date.parse(at) >= oldest);
}
