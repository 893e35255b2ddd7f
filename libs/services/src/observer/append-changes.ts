import type { EventSubject, FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";

/** Each is lost only to somebody who writes about the same agents between a read of the log and the append right after it. */
const attempts = 5;

/**
 * Writes what was seen, all at once. What was seen of an agent that somebody else has written about meanwhile is left out: the next
 * look compares it with that; so it does with what others never let through. Events come back as they were written.
 */
export async function appendChanges(
  events: Pick<Repositories["events"], "append" | "ledger">,
  changes: readonly NewFleetEvent[],
  ledger: FleetLedger,
): Promise<FleetEvent[]> {
  let rest = changes;
  for (let attempt = 0; attempt < attempts && rest.length > 0; attempt += 1) {
    const written = await events.append(rest, expectations(rest, ledger));
    if (written !== "conflict") return [...written];
    const now = await events.ledger();
    rest = rest.filter(({ subject }) => versionOf(subject, now) === versionOf(subject, ledger));
  }
  return [];
}

/** Of each subject once. */
function expectations(changes: readonly NewFleetEvent[], ledger: FleetLedger) {
  const subjects = new Map(changes.map(({ subject }) => [keyOf(subject), subject]));
  return [...subjects.values()].map((subject) => ({ subject, version: versionOf(subject, ledger) }));
}

const keyOf = (subject: EventSubject): string => (subject === "fleet" ? "" : subject.workspaceId);

const versionOf = (subject: EventSubject, { agents, version }: FleetLedger): number =>
  subject === "fleet" ? version : (agents.get(subject.workspaceId)?.version ?? 0);
