import type { EventSubject, FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";

/**
 * Writes what was seen, all at once where nobody else wrote meanwhile, else agent by agent. What was seen of an agent that somebody
 * else wrote about is left out: the next look compares it with that. Events come back as they were written.
 */
export async function appendChanges(
  events: Pick<Repositories["events"], "append">,
  changes: readonly NewFleetEvent[],
  ledger: FleetLedger,
): Promise<FleetEvent[]> {
  if (changes.length === 0) return [];
  const groups = bySubject(changes);
  const written = await events.append(
    changes,
    [...groups.values()].map(([first]) => expected(first.subject, ledger)),
  );
  if (written !== "conflict") return [...written];
  const appended: FleetEvent[] = [];
  for (const group of groups.values()) {
    const some = await events.append(group, [expected(group[0].subject, ledger)]);
    if (some !== "conflict") appended.push(...some);
  }
  return appended;
}

type Group = [NewFleetEvent, ...NewFleetEvent[]];

function bySubject(changes: readonly NewFleetEvent[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const change of changes) {
    const key = change.subject === "fleet" ? "" : change.subject.workspaceId;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return groups;
}

function expected(subject: EventSubject, { agents, version }: FleetLedger) {
  return { subject, version: subject === "fleet" ? version : (agents.get(subject.workspaceId)?.version ?? 0) };
}
