import type { EventData, EventSubject, EventTypeName, NewFleetEvent } from "@fleet-mcp/models";

/** An event of the observer's: of the workspace of that id, or of the whole `fleet`; at noon when no time is given. */
export function makeEvent<T extends EventTypeName>(
  about: string,
  type: T,
  data: EventData<T>,
  occurredAt = "2026-01-01T12:00:00.000Z",
): NewFleetEvent {
  const subject: EventSubject = about === "fleet" ? "fleet" : { workspaceId: about };
  // Type and data belong together by the signature; only the compiler loses that in the union.
  return { subject, type, data, occurredAt, origin: { actor: "observer" } } as NewFleetEvent;
}

/** That the observer found an agent; its workspace is called `<name>-1`. */
export const makeAdopted = (
  name: string,
  { project = "shop-backend", role, status = "idle", at }: AdoptedFacts = {},
): NewFleetEvent =>
  makeEvent(
    `${name}-1`,
    "agent_adopted",
    { agent_name: name, project, status, ...(role === undefined ? {} : { role }) },
    at,
  );

interface AdoptedFacts {
  readonly project?: string;
  readonly role?: string;
  readonly status?: EventData<"agent_adopted">["status"];
  readonly at?: string;
}
