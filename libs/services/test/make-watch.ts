import { emptyLedger, evolve } from "@fleet-mcp/models";
import type { NewFleetEvent, StatusReport } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { compareAgent } from "../src/observer/compare-agent.ts";

/** `12:<minutes>:<seconds>` of the day that the tests play on. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString();

export type Made = readonly [seconds: number, state: StatusReport["state"], message?: string];

/** Reports newest first, from `[seconds, state, message]` in the order they were made. */
export const reports = (...made: readonly Made[]): readonly StatusReport[] =>
  made.map(([seconds, state, message = ""]) => ({ at: at(seconds), state, message })).toReversed();

/** A log that is written by looks at one agent, and by what others do in between. */
export function makeWatch() {
  let ledger = emptyLedger;
  const told: NewFleetEvent[] = [];
  return { look, record, told, known: () => ledger.agents.get("otter-1") };

  /** What one look at the agent adds to the log. */
  function look(seconds: number, seen: AgentRecord, pullRequest?: Parameters<typeof compareAgent>[1]["pullRequest"]) {
    const events = compareAgent(ledger.agents.get(seen.workspaceId), {
      seen,
      pullRequest,
      now: Date.parse(at(seconds)),
    });
    events.forEach(record);
    told.push(...events);
    return events.map(({ type, data }) => [type, data]);
  }

  function record(event: NewFleetEvent): void {
    const seq = ledger.cursor + 1;
    const subject = event.subject === "fleet" ? undefined : ledger.agents.get(event.subject.workspaceId);
    const version = (subject?.version ?? ledger.version) + 1;
    ledger = evolve(ledger, [{ ...event, id: `event-${seq}`, seq, version, recordedAt: event.occurredAt }]);
  }
}
