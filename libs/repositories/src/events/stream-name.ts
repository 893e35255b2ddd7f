import type { EventSubject } from "@fleet-mcp/models";

/** An agent's stream is called by its workspace's id, which is never given twice. */
export const streamOf = (subject: EventSubject) =>
  subject === "fleet" ? { type: "fleet", id: "fleet" } : { type: "agent", id: subject.workspaceId };

/** Streams of other types belong to programs that keep more in this log: undefined. */
export function subjectOf({ type, id }: { readonly type: string; readonly id: string }): EventSubject | undefined {
  if (type === "agent") return { workspaceId: id };
  return type === "fleet" ? "fleet" : undefined;
}

/** For maps by subject. */
export const keyOf = (subject: EventSubject): string =>
  subject === "fleet" ? "fleet" : `agent ${subject.workspaceId}`;
