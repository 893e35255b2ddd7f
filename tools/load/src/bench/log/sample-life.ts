import type { AgentStatus, EventData, EventTypeName, NewFleetEvent, Origin } from "@fleet-mcp/models";
import type { Dice } from "../../soak/managers/dice.ts";
import { hex, uuid, words } from "./sample-agent.ts";
import type { SampleAgent } from "./sample-agent.ts";

export function beginLife(dice: Dice, agent: SampleAgent, ms: number): NewFleetEvent[] {
  const { ownerId: owner_id, name: agent_name } = agent;
  const born = { agent_name, project: "shop-backend", role: "coder", owner_id, backend: "tasks" } as const;
  return [happened(agent, "agent_created", ms, ordered(dice), born), ...rises(agent, ms + 2_000, "pending")];
}

/** From its beginning to its rest, with what happens on the way now and then. */
export function task(dice: Dice, agent: SampleAgent, ms: number): NewFleetEvent[] {
  const durationMs = dice.between(60_000, 3_600_000);
  const endMs = ms + durationMs;
  const { task_id, events } = dice.chance(0.7) ? orderedTask(dice, agent, ms) : observedTask(dice, agent, ms);
  const ended = { task_id, duration_ms: durationMs, report_at: report(endMs), outcome: words(dice, 12) };
  return [
    ...events,
    reported(agent, ms + 4_000, "idle", "busy"),
    ...(dice.chance(0.3) ? askedBack(agent, ms + 20_000) : []),
    ...onTheWay(dice, agent, ms + 30_000, task_id),
    ending(dice, agent, endMs, ended),
    reported(agent, endMs, "busy", "idle"),
  ];
}

/** Coder stops machines that nobody uses; somebody starts them in the morning. */
export function night(dice: Dice, agent: SampleAgent, ms: number): NewFleetEvent[] {
  const stops = [changed(agent, ms, "idle", "stopping"), changed(agent, ms + 20_000, "stopping", "stopped")];
  agent.buildId = uuid(dice);
  return [...stops, ...rises(agent, ms + 40_000_000, "stopped")];
}

export const endLife = (dice: Dice, agent: SampleAgent, ms: number): NewFleetEvent[] => [
  happened(agent, "agent_delete_requested", ms, ordered(dice), {}),
  changed(agent, ms + 1_000, "idle", "deleting"),
  happened(agent, "agent_deleted", ms + 9_000, observer, { by: "us" }),
];

function orderedTask(dice: Dice, agent: SampleAgent, ms: number) {
  const [task_id, input_id, manager] = [uuid(dice), uuid(dice), ordered(dice)];
  const sent = { input_id, task_id, input_type: "task" } as const;
  const given = { task_id, task: words(dice, 25), origin: "ordered" } as const;
  const events = [
    happened(agent, "task_started", ms, manager, given),
    happened(agent, "task_input_sent", ms + 1, manager, { ...sent, delivery: "sending" }),
    happened(agent, "task_input_sent", ms + 300, manager, { ...sent, delivery: "delivered" }),
  ];
  return { task_id, events };
}

function observedTask(dice: Dice, agent: SampleAgent, ms: number) {
  const task_id = `observed-${hex(dice, 8)}`;
  const seen = { report_at: report(ms), task_id, task: words(dice, 25), origin: "observed" } as const;
  return { task_id, events: [happened(agent, "task_started", ms, observer, seen)] };
}

function ending(dice: Dice, agent: SampleAgent, ms: number, ended: EventData<"task_failed">): NewFleetEvent {
  const { task_id } = ended;
  if (dice.chance(0.05)) return happened(agent, "task_cancelled", ms, ordered(dice), { task_id });
  if (dice.chance(0.1)) return happened(agent, "task_failed", ms, observer, ended);
  return happened(agent, "task_succeeded", ms, observer, { ...ended, reported: true });
}

const askedBack = (agent: SampleAgent, ms: number): NewFleetEvent[] => [
  reported(agent, ms, "busy", "idle"),
  reported(agent, ms + 5_000, "idle", "busy"),
];

function onTheWay(dice: Dice, agent: SampleAgent, ms: number, task_id: string): NewFleetEvent[] {
  if (dice.chance(0.4)) return [];
  const url = `https://github.com/acme/shop-backend/pull/${dice.between(1, 9_999)}`;
  const steering = { input_id: uuid(dice), task_id, input_type: "text", input: words(dice, 8) } as const;
  const happenings = [
    () => [happened(agent, "pull_request_changed", ms, observer, { url, status: "open", check_status: "pending" })],
    () => [happened(agent, "pull_request_changed", ms, observer, { url, status: "merged", check_status: "passing" })],
    () => [happened(agent, "task_input_sent", ms, ordered(dice), { ...steering, delivery: "delivered" })],
    () => alert(dice, agent, ms, task_id),
    () => outage(agent, ms),
    () => restart(dice, agent, ms),
  ];
  return dice.pick(happenings)();
}

function alert(dice: Dice, agent: SampleAgent, ms: number, cause: string): NewFleetEvent[] {
  const alert_id = `task_failed-${hex(dice, 8)}`;
  const evidence = `${agent.name} failed: ${words(dice, 12)}`;
  const raised = { alert_id, rule: "task_failed", severity: "warning", cause, evidence } as const;
  const escalation = { alert_id, severity: "critical" } as const;
  return [
    happened(agent, "alert_raised", ms, observer, raised),
    ...(dice.chance(0.2) ? [happened(agent, "alert_escalated", ms + 1_800_000, observer, escalation)] : []),
    happened(agent, "alert_resolved", ms + 2_000_000, observer, { alert_id, by: "observer" }),
  ];
}

function outage(agent: SampleAgent, ms: number): NewFleetEvent[] {
  const reason = "its machine is not connected";
  return [
    changed(agent, ms, "busy", "offline", reason),
    happened(agent, "agent_health_changed", ms, observer, { healthy: false, reason }),
    changed(agent, ms + 60_000, "offline", "busy"),
    happened(agent, "agent_health_changed", ms + 60_000, observer, { healthy: true }),
  ];
}

function restart(dice: Dice, agent: SampleAgent, ms: number): NewFleetEvent[] {
  agent.buildId = uuid(dice);
  const { buildId: build_id } = agent;
  return [
    happened(agent, "agent_restarted", ms, ordered(dice), { build_id }),
    changed(agent, ms + 1_000, "busy", "stopping"),
    ...rises(agent, ms + 10_000, "stopping"),
  ];
}

const rises = (agent: SampleAgent, ms: number, from: AgentStatus): NewFleetEvent[] => [
  changed(agent, ms, from, "starting", "its coding CLI is starting"),
  changed(agent, ms + 40_000, "starting", "idle"),
];

function changed(agent: SampleAgent, ms: number, from: AgentStatus, to: AgentStatus, reason?: string): NewFleetEvent {
  const why = reason === undefined ? {} : { reason };
  return happened(agent, "agent_status_changed", ms, observer, { from, to, ...why, build_id: agent.buildId });
}

function reported(agent: SampleAgent, ms: number, from: AgentStatus, to: AgentStatus): NewFleetEvent {
  const data = { from, to, report_at: report(ms - 700), build_id: agent.buildId };
  return happened(agent, "agent_status_changed", ms, observer, data);
}

const observer: Origin = { actor: "observer" };
const ordered = (dice: Dice): Origin => ({ actor: "manager", correlationId: uuid(dice) });

const time = (ms: number): string => new Date(ms).toISOString();
/** Coder writes microseconds. */
const report = (ms: number): string => time(ms).replace("Z", `${String(ms % 997).padStart(3, "0")}Z`);

function happened<T extends EventTypeName>(
  { workspaceId }: SampleAgent,
  type: T,
  ms: number,
  origin: Origin,
  data: EventData<T>,
): NewFleetEvent {
  // The compiler cannot follow that a type and its own data make one of the union's members.
  return { type, data, subject: { workspaceId }, occurredAt: time(ms), origin } as NewFleetEvent;
}
