import { eventTypes } from "@fleet-mcp/models";
import type { NewFleetEvent } from "@fleet-mcp/models";
import { RepositoryError } from "../repository-error.ts";
import type { EventCondition } from "./event-query.ts";

/** Made once: making a schema takes zod longer than using it. */
const strictSchemas = new Map(Object.entries(eventTypes).map(([type, schema]) => [type, schema.strict()]));

/** Throws `invalid_input` for an event with a field that its type does not name, or a time that is none. */
export function checkEvents(events: readonly NewFleetEvent[]): void {
  for (const { type, data, occurredAt } of events) {
    const schema = strictSchemas.get(type);
    if (!schema) throw new RepositoryError("invalid_input", `There is no event type ${JSON.stringify(type)}.`);
    const { error: cause } = schema.safeParse(data);
    if (cause) throw new RepositoryError("invalid_input", `The data of an event ${type} is wrong.`, { cause });
    checkTime(occurredAt);
  }
}

export function checkTimes({ since, until }: Pick<EventCondition, "since" | "until">): void {
  if (since !== undefined) checkTime(since);
  if (until !== undefined) checkTime(until);
}

function checkTime(time: string): void {
  if (!Number.isNaN(Date.parse(time))) return;
  throw new RepositoryError("invalid_input", `"${time.slice(0, 40)}" is no time.`, {
    hint: "Write it as 2026-01-31T12:00:00Z.",
  });
}
