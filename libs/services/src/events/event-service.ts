import { EventType, cleanLine } from "@fleet-mcp/models";
import type {
  CallOptions,
  EventTypeName,
  FleetEvent,
  FleetLedger,
  PageInfo,
  PageRequest,
  ShownEvent,
} from "@fleet-mcp/models";
import type { EventQuery, Repositories } from "@fleet-mcp/repositories";
import { ServiceError } from "../service-error.ts";
import { toInstant } from "../to-instant.ts";

export interface EventFilter {
  /** Everything that ever had this name, in any case. */
  readonly agentName?: string | undefined;
  readonly types?: readonly string[] | undefined;
  /** RFC 3339: from `since` on, before `until`. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** A task may have 64,000 characters; the log is for what happened. */
const textLength = 300;

export function createEventService({
  repositories: { events },
}: {
  readonly repositories: Pick<Repositories, "events">;
}) {
  return { query };

  /** The log, newest first, one page of it. Throws `not_found` for a name the log never heard of, `invalid_input`. */
  async function query(
    filter: EventFilter,
    page: PageRequest,
    { signal }: CallOptions,
  ): Promise<{ events: ShownEvent[] } & PageInfo> {
    signal.throwIfAborted();
    const ledger = await events.ledger();
    const condition = { ...toCondition(filter, ledger), before: ledger.cursor + 1 };
    const start = (page.page - 1) * page.page_size;
    const [found, total] = await Promise.all([
      events.read({ ...condition, order: "newest first", limit: page.page_size, offset: start }),
      events.count(condition),
    ]);
    return {
      events: found.map((event) => toShownEvent(event, ledger)),
      total,
      ...page,
      has_next: start + page.page_size < total,
      has_previous: page.page > 1 && total > 0,
    };
  }
}
export type EventService = ReturnType<typeof createEventService>;

function toCondition(filter: EventFilter, ledger: FleetLedger): Omit<EventQuery, "limit" | "offset" | "order"> {
  const { agentName, types, correlationId } = filter;
  return {
    ...(agentName === undefined ? {} : { workspaceIds: workspacesOf(agentName, ledger) }),
    ...(types === undefined || types.length === 0 ? {} : { types: types.map(toType) }),
    ...toPeriod(filter),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

function workspacesOf(agentName: string, { agents }: FleetLedger): string[] {
  const wanted = agentName.trim().toLowerCase();
  const found = [...agents.values()].filter(({ name }) => name.toLowerCase() === wanted);
  if (found.length > 0) return found.map(({ workspaceId }) => workspaceId);
  throw new ServiceError("not_found", `The log has nothing on an agent ${JSON.stringify(agentName.slice(0, 60))}.`, {
    hint: "Call list_agents to see the names; the log knows an agent from when it was first seen.",
  });
}

function toType(type: string): EventTypeName {
  const known = EventType.safeParse(type);
  if (known.success) return known.data;
  throw new ServiceError("invalid_input", `There are no events of type ${JSON.stringify(type.slice(0, 60))}.`, {
    hint: `Types are ${EventType.options.join(", ")}.`,
  });
}

function toPeriod({ since, until }: EventFilter): Pick<EventQuery, "since" | "until"> {
  const from = since === undefined ? undefined : toInstant("since", since);
  const to = until === undefined ? undefined : toInstant("until", until);
  if (from !== undefined && to !== undefined && from >= to)
    throw new ServiceError("invalid_input", "until is not after since, so nothing lies between them.", {
      hint: "Exchange the two, or leave one out.",
    });
  return {
    ...(from === undefined ? {} : { since: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { until: new Date(to).toISOString() }),
  };
}

function toShownEvent({ seq, type, subject, data, origin, occurredAt }: FleetEvent, ledger: FleetLedger): ShownEvent {
  const name = subject === "fleet" ? undefined : ledger.agents.get(subject.workspaceId)?.name;
  return {
    seq,
    type,
    ...(name === undefined ? {} : { agent_name: name }),
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, shortened(value)])),
    actor: origin.actor,
    ...(origin.correlationId === undefined ? {} : { correlation_id: origin.correlationId }),
    occurred_at: occurredAt,
  };
}

const shortened = (value: unknown): unknown => (typeof value === "string" ? cleanLine(value, textLength) : value);
