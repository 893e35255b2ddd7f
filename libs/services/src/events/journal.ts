import type {
  AgentLedger,
  CallOptions,
  Clock,
  EventData,
  EventTypeName,
  Logger,
  NewFleetEvent,
} from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";

export interface JournalParts {
  readonly events: Pick<Repositories["events"], "append" | "ledger">;
  readonly clock: Clock;
  readonly log?: Logger;
}

/** How often an event is tried that depends on what others append meanwhile. */
const attempts = 5;

/** What we do to agents, kept in the event log. No call fails because of it. */
export function createJournal({ events, clock, log }: JournalParts) {
  return { record, recordUnless, ledgerOf };

  async function record<T extends EventTypeName>(
    workspaceId: string,
    type: T,
    data: EventData<T>,
    options: CallOptions,
  ): Promise<void> {
    await keep(type, () => events.append([toEvent(workspaceId, type, data, options)]));
  }

  /** The same, unless the log already says so, by whomever. */
  async function recordUnless<T extends EventTypeName>(
    isKnown: (agent: AgentLedger | undefined) => boolean,
    workspaceId: string,
    type: T,
    data: EventData<T>,
    options: CallOptions,
  ): Promise<void> {
    await keep(type, async () => {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const agent = (await events.ledger()).agents.get(workspaceId);
        if (isKnown(agent)) return;
        const expected = [{ subject: { workspaceId }, version: agent?.version ?? 0 }];
        const appended = await events.append([toEvent(workspaceId, type, data, options)], expected);
        if (appended !== "conflict") return;
      }
      log?.warn("an event was not kept: its agent's stream changes all the time", { type });
    });
  }

  /** What the log knows of an agent; undefined when it knows nothing or cannot be read. */
  async function ledgerOf(workspaceId: string): Promise<AgentLedger | undefined> {
    let agent: AgentLedger | undefined;
    await keep("ledger", async () => {
      agent = (await events.ledger()).agents.get(workspaceId);
    });
    return agent;
  }

  /** The log is never needed for what a call does, so a failure ends here, in ours. */
  async function keep(type: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log?.error("an event was not kept", { type, error: String(error) });
    }
  }

  function toEvent<T extends EventTypeName>(
    workspaceId: string,
    type: T,
    data: EventData<T>,
    { origin = { actor: "server" } }: CallOptions,
  ): NewFleetEvent {
    const occurredAt = new Date(clock.now()).toISOString();
    // The compiler cannot follow that a type and its own data make one of the union's members.
    return { type, data, subject: { workspaceId }, occurredAt, origin } as NewFleetEvent;
  }
}
export type Journal = ReturnType<typeof createJournal>;
