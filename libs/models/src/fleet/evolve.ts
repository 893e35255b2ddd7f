import { isOnline } from "../agent-status.ts";
import type { FleetEvent } from "../events/fleet-event.ts";
import { evolveAlerts } from "./evolve-alerts.ts";
import { evolveOwed } from "./evolve-owed.ts";
import { evolveTask } from "./evolve-task.ts";
import { heardOf } from "./heard-of.ts";
import type { AgentLedger, FleetLedger } from "./fleet-ledger.ts";
import { recentMarks } from "./recent-marks.ts";

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
  return { cursor: last.seq, agents, alerts, version, marks: recentMarks(ledger.marks, events, last.recordedAt) };
}

const unknownAgent = (workspaceId: string, { occurredAt }: FleetEvent): AgentLedger => ({
  workspaceId,
  name: workspaceId,
  project: "",
  version: 0,
  since: occurredAt,
  earlierTasks: [],
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
    owed: evolveOwed(agent, event),
    alerts: evolveAlerts(agent.alerts, event, agent.name),
    version: event.version,
  };
}

function evolveLife(agent: AgentLedger, event: FleetEvent): Partial<AgentLedger> {
  const { occurredAt } = event;
  switch (event.type) {
    case "agent_created": {
      const { agent_name: name, project, role, owner_id: ownerId } = event.data;
      return { name, project, role, ownerId, ...back };
    }
    case "agent_adopted": {
      const { agent_name: name, project, role, owner_id: ownerId, status, build_id: upBuildId } = event.data;
      const born = { name, project, role, ownerId, ...back };
      const since = agent.status === status ? agent.since : occurredAt;
      return { ...born, status, since, upBuildId, ...heardOf(agent, event.data) };
    }
    case "agent_status_changed": {
      const { to: status, reason: statusReason, build_id: buildId } = event.data;
      const upBuildId = isOnline(status) ? (buildId ?? agent.upBuildId) : agent.upBuildId;
      // It would not be up again if the deletion had not failed.
      const deleteRequestedAt = isOnline(status) ? undefined : agent.deleteRequestedAt;
      const rest = restFrom(agent, occurredAt);
      return { ...rest, status, statusReason, upBuildId, deleteRequestedAt, ...heardOf(agent, event.data) };
    }
    case "agent_health_changed":
      return { isHealthy: event.data.healthy };
    case "agent_restarted":
      return { restarts: agent.restarts + 1, restartedAt: occurredAt, upBuildId: event.data.build_id };
    case "agent_delete_requested":
      return { deleteRequestedAt: occurredAt };
    case "agent_deleted":
      return { ...restFrom(agent, occurredAt), status: "deleted", goneAt: occurredAt, goneBy: event.data.by };
    case "pull_request_changed":
      return { pullRequest: event.data };
    default:
      return {};
  }
}

/** A workspace that is there again is not gone, and its deletion is no longer under way. */
const back = { goneAt: undefined, goneBy: undefined, deleteRequestedAt: undefined };

/** A clock that was set back takes nothing away. */
function restFrom({ status, since, idleMs }: AgentLedger, at: string): Pick<AgentLedger, "since" | "idleMs"> {
  const rested = status === "idle" ? Math.max(0, Date.parse(at) - Date.parse(since)) : 0;
  return { since: at, idleMs: idleMs + rested };
}
