import type { FleetEvent } from "@fleet-mcp/models";
import type { Receipt } from "../managers/ledger.ts";
import type { Finding } from "./finding.ts";

export interface Told {
  readonly accepted: readonly Receipt[];
  readonly created: readonly Receipt[];
  readonly deleted: readonly string[];
}

const check = "acknowledged order not in the log";

/**
 * What managers were told is done is in the log, once; nobody gives a name or a text twice. `names` are those of the workspaces, as
 * the simulator knows them.
 */
export function judgeOrders(
  events: readonly FleetEvent[],
  { accepted, created, deleted }: Told,
  names: ReadonlyMap<string, string>,
): Finding[] {
  const nameOf = ({ subject }: FleetEvent) => (subject === "fleet" ? undefined : names.get(subject.workspaceId));
  const started = tally(events, (event) => (event.type === "task_started" ? `${event.data.task}` : undefined));
  const born = tally(events, (event) => (event.type === "agent_created" ? event.data.agent_name : undefined));
  const gone = tally(events, (event) => (event.type === "agent_deleted" ? nameOf(event) : undefined));
  const delivered = deliveredTexts(events);
  return [
    ...accepted.flatMap(({ agent, prompt }) => once(`the task "${prompt}" of ${agent}`, started.get(prompt.trim()))),
    ...accepted
      .filter(({ prompt }) => !delivered.has(prompt.trim()))
      .map(({ agent, prompt }) => ({ check, what: `the delivery of "${prompt}" to ${agent} is not there` })),
    ...created.flatMap(({ agent }) => once(`the creation of ${agent}`, born.get(agent))),
    ...[...new Set(deleted)].flatMap((name) => once(`the end of ${name}`, gone.get(name))),
  ];
}

function once(what: string, times = 0): Finding[] {
  return times === 1 ? [] : [{ check, what: `${what} is there ${times} times` }];
}

function tally(events: readonly FleetEvent[], keyOf: (event: FleetEvent) => string | undefined) {
  const counts = new Map<string, number>();
  for (const event of events) {
    const key = keyOf(event);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function deliveredTexts(events: readonly FleetEvent[]): ReadonlySet<string> {
  const settled = new Set(
    events.flatMap((event) =>
      event.type === "task_input_sent" && event.data.delivery === "delivered" ? [event.data.task_id] : [],
    ),
  );
  return new Set(
    events.flatMap((event) =>
      event.type === "task_started" && settled.has(event.data.task_id) ? [event.data.task.trim()] : [],
    ),
  );
}
